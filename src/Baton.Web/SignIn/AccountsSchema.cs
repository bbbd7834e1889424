using System.Reflection;
using Microsoft.Data.Sqlite;

namespace Baton.Web.SignIn;

/// <summary>Brings the account tables up to date: the numbered scripts of Schema/ that were not run yet, each in one transaction with its mark.</summary>
internal static class AccountsSchema
{
    private const string Folder = "Baton.Web.SignIn.Schema.";

    public static void Update(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        Run(connection, "create table if not exists accounts_schema (script text primary key)");
        var scripts = Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        foreach (var script in scripts.Where(script => !WasRun(connection, script)))
        {
            using var transaction = connection.BeginTransaction();
            Run(connection, Read(script));
            Run(connection, "insert into accounts_schema (script) values ($script)", script);
            transaction.Commit();
        }
    }

    private static bool WasRun(SqliteConnection connection, string script)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select 1 from accounts_schema where script = $script";
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
