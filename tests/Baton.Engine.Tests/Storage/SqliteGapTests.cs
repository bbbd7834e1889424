using Microsoft.Data.Sqlite;

namespace Baton.Engine.Tests.Storage;

public sealed class SqliteGapTests
{
    [Fact]
    public void SQLite_opens_and_searches_full_text()
    {
        System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(System.Reflection.Assembly.Load("Baton.Engine").ManifestModule.ModuleHandle);
        using var connection = new SqliteConnection("Data Source=:memory:;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            create virtual table articles using fts5(body);
            insert into articles values ('how a refund is paid'), ('opening hours');
            select count(*) from articles where articles match 'refund';
            """;

        Assert.Equal(1L, command.ExecuteScalar());
    }
}
