using Baton.Engine.Storage;
using Baton.Engine.Storage.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Baton.Engine.Tests.Storage;

public sealed class SchemaTests
{
    [Fact]
    public void The_model_and_the_tables_agree()
    {
        using var database = new TempDatabase();
        using var context = database.OpenContext();
        using var connection = database.Database.Open();
        foreach (var entity in context.Model.GetEntityTypes())
        {
            var table = StoreObjectIdentifier.Table(entity.GetTableName()!);
            var mapped = entity.GetProperties()
                .Select(property => new Column(property.GetColumnName(table)!, property.GetColumnType(), !property.IsNullable, property.IsPrimaryKey()));
            Assert.Equal(Columns(connection, table.Name).OrderBy(column => column.Name), mapped.OrderBy(column => column.Name));
        }
    }

    [Fact]
    public void Updating_again_changes_nothing()
    {
        using var database = new TempDatabase();
        SchemaUpdate.Apply(database.Database);
        using var connection = database.Database.Open();
        var statement = connection["SELECT max(Version) FROM SchemaVersion"];
        Assert.True(statement.Next());
        Assert.Equal(SchemaUpdate.NewestOf(database.Database.Kind), statement.Int(0));
    }

    [Fact]
    public async Task Two_that_start_at_once_update_once()
    {
        using var database = new TempDatabase(isEmpty: true);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SchemaUpdate.Apply(database.Database))));
        await using var context = database.OpenContext();
        Assert.Empty(context.Log);
    }

    [Fact]
    public void A_database_of_a_newer_app_is_refused_and_left_alone()
    {
        using var database = new TempDatabase();
        using (var connection = database.Database.Open()) connection.Execute("INSERT INTO SchemaVersion VALUES (9999, 'from the future')");
        var refused = Assert.Throws<SchemaTooNewException>(() => SchemaUpdate.Apply(database.Database));
        Assert.Equal((9999, SchemaUpdate.NewestOf(database.Database.Kind)), (refused.Found, refused.Known));
        Assert.Contains(database.Database.Name, refused.Message, StringComparison.Ordinal);
    }

    private static List<Column> Columns(Connection connection, string table)
    {
        var statement = connection[TestPostgres.IsUsed ? ServerColumns(table) : $"SELECT name, type, \"notnull\", pk FROM pragma_table_info('{table}')"];
        List<Column> columns = [];
        while (statement.Next()) columns.Add(new Column(statement.Text(0), statement.Text(1), statement.Int(2) == 1, statement.Int(3) > 0));
        statement.Reset();
        return columns;
    }

    private static string ServerColumns(string table) => $"""
        SELECT attname::text, format_type(atttypid, atttypmod), CAST(attnotnull AS int), CAST(attnum = ANY (i.indkey) AS int)
        FROM pg_attribute a JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary WHERE a.attrelid = '{table}'::regclass AND attnum > 0
        """;

    private sealed record Column(string Name, string Type, bool NotNull, bool Key);
}
