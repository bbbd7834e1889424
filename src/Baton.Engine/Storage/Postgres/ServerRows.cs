using Npgsql;
using NpgsqlTypes;

namespace Baton.Engine.Storage.Postgres;

/// <summary>
/// Rows of one table that are inserted together: a statement of one row costs the server about as much as one of a hundred. Each column travels
/// as an array, so that the statement is the same for any number of rows.
/// </summary>
internal sealed class ServerRows(ServerConnection connection, string sql) : Statement
{
    private readonly List<Column> _columns = [];
    private int _bound;

    public override Statement Bind(long value) => Bind((long?)value);

    public override Statement Bind(bool value) => Add<bool>(value, NpgsqlDbType.Boolean);

    public override Statement Bind(long? value) => Add(value, NpgsqlDbType.Bigint);

    public override Statement Bind(double? value) => Add(value, NpgsqlDbType.Double);

    public override Statement Bind(string? value) => Add(value is null ? null : ServerText.Kept(value), NpgsqlDbType.Text);

    public override Statement Bind(ReadOnlySpan<byte> value) => Add(value.ToArray(), NpgsqlDbType.Bytea);

    public override void Run()
    {
        _bound = 0;
        connection.Hold(this);
    }

    /// <summary>Sends the insert for all rows bound since the last time.</summary>
    public void Send()
    {
        if (_columns.Count == 0 || _columns[0].Count == 0) return;
        var command = new NpgsqlBatchCommand(sql);
        foreach (var column in _columns) command.Parameters.Add(column.Take());
        connection.Send(command);
    }

    /// <summary>Forgets what was bound and not sent.</summary>
    public override void Reset()
    {
        _columns.Clear();
        _bound = 0;
    }

    public override bool Next() => throw Unread();

    public override long Long(int column) => throw Unread();

    public override int Int(int column) => throw Unread();

    public override string Text(int column) => throw Unread();

    public override byte[] Bytes(int column) => throw Unread();

    public override ReadOnlySpan<byte> Span(int column) => throw Unread();

    public override CellKind Kind(int column) => throw Unread();

    public override bool IsNull(int column) => throw Unread();

    public override long? LongOrNull(int column) => throw Unread();

    public override double? DoubleOrNull(int column) => throw Unread();

    public override string? TextOrNull(int column) => throw Unread();

    public override void Dispose()
    {
    }

    private static NotSupportedException Unread() => new("Rows inserted together answer nothing.");

    private ServerRows Add<TValue>(TValue value, NpgsqlDbType type)
    {
        if (_bound == _columns.Count) _columns.Add(new Column<TValue>(type));
        ((Column<TValue>)_columns[_bound++]).Add(value);
        return this;
    }

    private abstract class Column
    {
        public abstract int Count { get; }

        public abstract NpgsqlParameter Take();
    }

    private sealed class Column<TValue>(NpgsqlDbType type) : Column
    {
        private readonly List<TValue> _values = [];

        public override int Count => _values.Count;

        public void Add(TValue value) => _values.Add(value);

        public override NpgsqlParameter Take()
        {
            var parameter = new NpgsqlParameter<TValue[]> { TypedValue = [.. _values], NpgsqlDbType = NpgsqlDbType.Array | type };
            _values.Clear();
            return parameter;
        }
    }
}
