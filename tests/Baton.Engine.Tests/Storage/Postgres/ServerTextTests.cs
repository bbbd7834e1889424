using Baton.Engine.Storage.Postgres;

namespace Baton.Engine.Tests.Storage.Postgres;

public sealed class ServerTextTests
{
    [Theory]
    [InlineData("SELECT 1 FROM Log WHERE Id = ? AND Seq > ?", "SELECT 1 FROM Log WHERE Id = $1 AND Seq > $2")]
    [InlineData("UPDATE T SET A = ?1, B = CASE WHEN B > ?2 THEN B ELSE ?2 END, C = ?", "UPDATE T SET A = $1, B = CASE WHEN B > $2 THEN B ELSE $2 END, C = $3")]
    [InlineData("SELECT 'why?' FROM Log r INDEXED BY LogOpen WHERE r.Id = ?", "SELECT 'why?' FROM Log r WHERE r.Id = $1")]
    public void Parameters_are_numbered_as_SQLite_numbers_them(string sqlite, string postgres) => Assert.Equal(postgres, ServerText.Statement(sqlite));

    [Fact]
    public void An_insert_of_one_row_becomes_one_of_many() => Assert.Equal(
        "INSERT INTO T (A, B) SELECT * FROM unnest($1, $2) ON CONFLICT (A) DO UPDATE SET B = excluded.B",
        ServerText.Rows("INSERT INTO T (A, B) VALUES (?, ?) ON CONFLICT (A) DO UPDATE SET B = excluded.B"));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("🙂", "🙂")]
    [InlineData("a\0b", "a\uFFFDb")]
    public void A_text_that_the_server_would_refuse_is_made_one_that_it_keeps(string said, string kept) => Assert.Equal(kept, ServerText.Kept(said));

    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("half \uFFFD", ServerText.Kept("half " + '\uD83D'));

    [Theory]
    [InlineData(0xD83D)]
    [InlineData(0xDC00)]
    [InlineData(0xFFFE)]
    [InlineData(0xFFFF)]
    [InlineData(0)]
    public void What_is_no_character_does_not_keep_the_words_around_it_from_being_found(int code)
    {
        Assert.Equal("'=77' half:1 whole:2", SearchWords.Vector("w", $"half {(char)code} whole"));
        Assert.Equal("'=77' & (half)", SearchWords.Query("w", $"half {(char)code}"));
    }

    [Fact]
    public void Words_are_those_that_SQLite_would_find() => Assert.Equal(
        "'=77' ana:1,5 example:2 com:3 gia:4", SearchWords.Vector("w", "ana@example.com già; Ana!"));
}
