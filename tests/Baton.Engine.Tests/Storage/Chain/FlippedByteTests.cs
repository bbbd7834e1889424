using Baton.Engine.Storage;
using Baton.Engine.Storage.Verification;
using Microsoft.Data.Sqlite;

namespace Baton.Engine.Tests.Storage.Chain;

/// <summary>A single byte of a row changed in the file itself, wherever it lies: data, identity, hash, outcome, or what holds the row together.</summary>
[Trait("Database", "Sqlite")]
public sealed class FlippedByteTests
{
    [Theory]
    [InlineData(20261121)]
    [InlineData(7)]
    public async Task A_change_of_any_bit_of_any_row_is_found_and_the_row_is_named(int seed)
    {
        Assert.SkipWhen(TestPostgres.IsUsed, "A server's files are its own: it keeps checksums of their pages.");
        using var database = new TempDatabase();
        await ChainTests.WriteAsync(database, 60);
        var cells = LogCells.Find((DatabaseFile)database.Database);
        Assert.Equal(60, cells.Count);
        Assert.DoesNotContain("seq ", string.Join(' ', new Verifier(database.Database).Run().Faults), StringComparison.Ordinal);
        var random = new Random(seed);
        for (var flips = 0; flips < 60; flips++)
        {
            var (seq, at, length) = cells[random.Next(cells.Count)];
            var place = random.Next(length);
            Flip(database, at + place, (byte)(1 << random.Next(8)), () =>
            {
                var faults = new Verifier(database.Database).Run().Faults;
                Assert.True(faults.Count > 0, $"Byte {place} of seq {seq} was flipped, and nothing is said of it.");

                // The first bytes say how long the row is and what its seq is: there another row may be the first that is wrong.
                if (place > 2) Assert.True(faults.Any(f => f.StartsWith($"seq {seq}", StringComparison.Ordinal)), $"Byte {place} of {length} of seq {seq} was flipped: {string.Join('\n', faults)}");
            });
        }
    }

    private static void Flip(TempDatabase database, int at, byte mask, Action then)
    {
        SqliteConnection.ClearAllPools();
        using var file = File.Open(database.Database.Name, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        Turn();
        then();
        Turn();

        void Turn()
        {
            file.Position = at;
            var value = (byte)file.ReadByte();
            file.Position = at;
            file.WriteByte((byte)(value ^ mask));
            file.Flush(flushToDisk: false);
        }
    }
}
