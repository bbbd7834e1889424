using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Baton.Engine.Storage.Postgres;

/// <summary>
/// Lets contexts take their connections from a pool. Told the pool itself, EF Core would build its model and compile every query anew for each pool;
/// so, however many there are in a process, it does that once.
/// </summary>
internal sealed class PooledConnections(NpgsqlDataSource pool) : DbConnectionInterceptor
{
    public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        InterceptionResult<DbConnection>.SuppressWithResult(pool.CreateConnection());
}
