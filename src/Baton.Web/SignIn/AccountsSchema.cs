using System.Reflection;
using Baton.Engine.Storage;
using Microsoft.Data.Sqlite;

namespace Baton.Web.SignIn;

/// <summary>Brings the account tables up to date: the numbered scripts of Schema/ that were not run yet, each in one transaction with its mark.</summary>
internal static class AccountsSchema
{
    private const string Folder = "Baton.Web.SignIn.Schema.";

    public static void Update(DatabaseFile file)
    {
        using var connection = new SqliteConnection(file.PooledConnection);
        connection.Open();
        Run(connection, "CREATE TABLE IF NOT EXISTS AccountSchema (Script TEXT NOT NULL PRIMARY KEY)");
        var scripts = Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        foreach (var script in scripts.Where(script => !WasRun(connection, script)))
        {
            using var transaction = connection.BeginTransaction();
            Run(connection, Read(script));
            Run(connection, "INSERT INTO AccountSchema (Script) VALUES ($script)", script);
            transaction.Commit();
        }
    }

    private static bool WasRun(SqliteConnection connection, string script)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1 FROM AccountSchema WHERE Script = $script";
        command.Parameters.AddWithValue("$script", script);
        return command.ExecuteScalar() is not null;
    }

    private static void Run(SqliteConnection connection, string sql, string? script = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (script is not null)
            command.Parameters.AddWithValue("$script", script);
        command.ExecuteNonQuery();
    }

    private static string Read(string script)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(script)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
