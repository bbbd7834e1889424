using Npgsql;

namespace Baton.Engine.Storage.Postgres;

/// <summary>A name held by an advisory lock on a session of its own: it is free again when that ends, however it ends.</summary>
internal sealed class HeldName(NpgsqlConnection session) : IDisposable
{
    private const string TakeSql = "SELECT pg_try_advisory_lock(7240003, hashtext($1))", ShareSql = "SELECT pg_try_advisory_lock_shared(7240003, hashtext($1))", FreeSql = "SELECT pg_advisory_unlock_all()";

    public bool TryTake(string name) => Try(TakeSql, name);

    /// <summary>Holds it together with any number of others who share it; false when somebody has it alone.</summary>
    public bool TryShare(string name) => Try(ShareSql, name);

    public void Dispose()
    {
        try
        {
            // Said, since a session ends a moment after its connection is closed.
            using var free = new NpgsqlCommand(FreeSql, session);
            free.ExecuteNonQuery();
        }
        catch (NpgsqlException)
        {
            // It is lost, and the lock with it.
        }

        session.Dispose();
    }

    private bool Try(string sql, string name)
    {
        using var take = new NpgsqlCommand(sql, session);
        take.Parameters.Add(new() { Value = name });
        return (bool)take.ExecuteScalar()!;
    }
}
