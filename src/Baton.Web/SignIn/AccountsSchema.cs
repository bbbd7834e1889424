using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Baton.Web.SignIn;

/// <summary>Brings the account tables up to date: the numbered scripts of Schema/ that were not run yet, each in one transaction with its mark.</summary>
internal static class AccountsSchema
{
    private const string Folder = "Baton.Web.SignIn.Schema.";

    public static async Task UpdateAsync(AccountsDb tables)
    {
        var (postgres, connection) = (tables.Database.IsNpgsql(), tables.Database.GetDbConnection());
        await tables.Database.OpenConnectionAsync();
        var scripts = Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder + (postgres ? "Postgres." : "Sqlite."), StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        await using (var marks = await connection.BeginTransactionAsync())
        {
            if (postgres) await RunAsync(connection, "SELECT pg_advisory_xact_lock(7240003)");
            await RunAsync(connection, "CREATE TABLE IF NOT EXISTS AccountSchema (Script TEXT NOT NULL PRIMARY KEY)");
            await marks.CommitAsync();
        }

        foreach (var script in scripts)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            if (postgres) await RunAsync(connection, "SELECT pg_advisory_xact_lock(7240003)"); // a second node that starts now waits, and finds it done
            var mark = Folder + script.Split('.')[^2].TrimStart('_') + ".sql";
            if (await WasRunAsync(connection, mark)) continue;
            await RunAsync(connection, await ReadAsync(script));
            await RunAsync(connection, "INSERT INTO AccountSchema (Script) VALUES (@script)", mark);
            await transaction.CommitAsync();
        }
    }

    private static async Task<bool> WasRunAsync(DbConnection connection, string script)
    {
        await using var command = Command(connection, "SELECT 1 FROM AccountSchema WHERE Script = @script", script);
        return await command.ExecuteScalarAsync() is not null;
    }

    private static async Task RunAsync(DbConnection connection, string sql, string? script = null)
    {
        await using var command = Command(connection, sql, script);
        await command.ExecuteNonQueryAsync();
    }

    private static DbCommand Command(DbConnection connection, string sql, string? script)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        if (script is null) return command;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@script", script);
        command.Parameters.Add(parameter);
        return command;
    }

    private static async Task<string> ReadAsync(string script)
    {
        await using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(script)!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
