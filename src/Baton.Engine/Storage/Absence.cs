using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Baton.Engine.Storage;

/// <summary>Tells a server that does not answer just now from a mistake in what it was asked. A file always answers; what is wrong with that is no passing thing.</summary>
public static class Absence
{
    // PostgreSQL's words for: ended by an administrator, ended since another session crashed, not taking connections yet; and the class of lost connections.
    // The last two are the driver's books of prepared statements, which are wrong for a moment when a connection ends while it writes them.
    private static readonly string[] States = ["57P01", "57P02", "57P03", "42P05", "26000"];
    private const string LostConnection = "08";
    private const string Driver = "Npgsql";

    /// <summary>Whether something failed because the database server does not answer just now.</summary>
    public static bool Is(Exception? fault)
    {
        // EF Core says it in words of its own around what the driver said.
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is SqliteException) return false;
            if (fault is NullReferenceException { Source: Driver }) return true; // it trips where a connection ends between two of its steps
            if (fault is DbException { IsTransient: true } or (NpgsqlException and not PostgresException)) return true; // what is not the server's word is a connection that went wrong
            if (fault is DbException { SqlState: { } state } && (States.Contains(state, StringComparer.Ordinal) || state.StartsWith(LostConnection, StringComparison.Ordinal))) return true;
        }

        return false;
    }
}
