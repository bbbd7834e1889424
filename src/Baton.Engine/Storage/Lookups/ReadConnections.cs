using System.Collections.Concurrent;

namespace Baton.Engine.Storage.Lookups;

/// <summary>A few connections that only read, each with its compiled statements; as many as were ever needed at once.</summary>
internal sealed class ReadConnections(Database database) : IDisposable
{
    private readonly ConcurrentBag<Connection> _idle = [];
    private bool _disposed;

    /// <summary>Takes a connection and readies a statement on it; disposing the query gives the connection back.</summary>
    public Query Prepare(string sql)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var connection = _idle.TryTake(out var idle) ? idle : database.Open(onlyReads: true);
        try
        {
            return new Query(this, connection, connection[sql]);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var idle)) idle.Dispose();
    }

    private void Return(Connection connection)
    {
        if (connection.IsBroken || _idle.Count >= database.IdleReaders) connection.Dispose();
        else _idle.Add(connection);
        if (_disposed) Dispose();
    }

    /// <summary>One run of one statement.</summary>
    internal readonly struct Query(ReadConnections owner, Connection connection, Statement statement) : IDisposable
    {
        public Statement Statement => statement;

        public List<TRow> Read<TRow>(Func<Statement, TRow> read)
        {
            List<TRow> rows = [];
            while (statement.Next()) rows.Add(read(statement));
            return rows;
        }

        public void Dispose()
        {
            statement.Reset();
            owner.Return(connection);
        }
    }
}
