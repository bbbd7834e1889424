using Baton.Engine.Storage;
using Baton.Engine.Storage.Schema;
using Npgsql;

namespace Baton.Engine.Tests.Storage;

/// <summary>
/// The PostgreSQL server that the tests run on when <c>BATON_TEST_POSTGRES</c> says how to reach it; else they run on SQLite. Each test has a database
/// of its own, copied from one that has the schema.
/// </summary>
internal static class TestPostgres
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("BATON_TEST_POSTGRES") is { Length: > 0 } told ? told : null;
    private static readonly Lazy<string> Template = new(MakeTemplate);
    // A template is copied by one at a time; and two that drop databases at once may wait for each other for minutes.
    private static readonly Lock OneAtATime = new();

    /// <summary>Whether tests run on PostgreSQL.</summary>
    public static bool IsUsed => Server is not null;

    /// <summary>Makes a database and says how to reach it; null where tests run on SQLite.</summary>
    public static string? MakeDatabase(bool isEmpty = false)
    {
        if (Server is null) return null;
        var name = "test_" + Guid.NewGuid().ToString("N");

        lock (OneAtATime) Run($"CREATE DATABASE {name} TEMPLATE {(isEmpty ? "template0" : Template.Value)}");
        return Named(name);
    }

    /// <summary>Drops a database made before; does nothing where there is none.</summary>
    public static void Drop(string? connection)
    {
        if (connection is null) return;
        NpgsqlConnection.ClearAllPools();
        lock (OneAtATime) Run($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connection).Database} WITH (FORCE)");
    }

    /// <summary>Runs statements in a database.</summary>
    public static void Run(string sql, string? connection = null)
    {
        using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection ?? Server!) { Pooling = false });
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }

    private static string MakeTemplate()
    {
        var name = "template_" + Guid.NewGuid().ToString("N");
        Run($"CREATE DATABASE {name}");
        using (var database = new DatabaseServer(Named(name), Path.GetTempPath()))
        {
            SchemaUpdate.Apply(database);
            database.MakeRoom(0);
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Run($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        return name;
    }

    private static string Named(string database) => new NpgsqlConnectionStringBuilder(Server!) { Database = database }.ConnectionString;
}
