using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Baton.Engine.Storage;

/// <summary>Tells a server that does not answer just now from a mistake in what it was asked. A file always answers; what is wrong with that is no passing thing.</summary>
public static class Absence
{
    // PostgreSQL's words for: ended by an administrator, ended since another session crashed, not taking connections yet; and the class of lost connections.
    private static readonly string[] States = ["57P01", "57P02", "57P03"];
    private const string LostConnection = "08";

    /// <summary>Whether something failed because the database server does not answer just now.</summary>
    public static bool Is(Exception? fault)
    {
        // EF Core says it in words of its own around what the driver said.
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is SqliteException) return false;
            if (fault is DbException { IsTransient: true }) return true;
            if (fault is DbException { SqlState: { } state } && (States.Contains(state, StringComparer.Ordinal) || state.StartsWith(LostConnection, StringComparison.Ordinal))) return true;
        }

        return false;
    }
}
