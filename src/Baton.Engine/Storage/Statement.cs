using System.Text;
using SQLitePCL;

namespace Baton.Engine.Storage;

/// <summary>A statement compiled once and run many times. For one thread at a time.</summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _utf8 = new byte[4096];
    private int _bound;

    public Statement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public Statement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, ++_bound, value));
        return this;
    }

    public Statement Bind(bool value) => Bind(value ? 1L : 0L);

    public Statement Bind(long? value) => value is { } present ? Bind(present) : BindNull();

    public Statement Bind(double? value)
    {
        if (value is not { } present) return BindNull();
        Check(raw.sqlite3_bind_double(_statement, ++_bound, present));
        return this;
    }

    public Statement Bind(string? value)
    {
        if (value is null) return BindNull();
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most > _utf8.Length) _utf8 = new byte[most];
        var length = Encoding.UTF8.GetBytes(value, _utf8);
        // An empty span would be taken for NULL; the overload for strings ends it with a zero byte.
        Check(length == 0
            ? raw.sqlite3_bind_text(_statement, ++_bound, "")
            : raw.sqlite3_bind_text(_statement, ++_bound, _utf8.AsSpan(0, length)));
        return this;
    }

    public Statement Bind(ReadOnlySpan<byte> value)
    {
        Check(value.Length == 0
            ? raw.sqlite3_bind_zeroblob(_statement, ++_bound, 0)
            : raw.sqlite3_bind_blob(_statement, ++_bound, value));
        return this;
    }

    /// <summary>Runs to the end; answers nothing.</summary>
    public void Run()
    {
        try
        {
            while (Next()) { }
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Moves to the next row. After false, and after leaving early, the statement must be <see cref="Reset"/>.</summary>
    public bool Next()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW) return true;
        if (code != raw.SQLITE_DONE) Check(code);
        return false;
    }

    /// <summary>Makes it ready to be bound and run again. The error of a failed run was thrown already.</summary>
    public void Reset()
    {
        _bound = 0;
        _ = raw.sqlite3_reset(_statement);
    }

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public int Int(int column) => raw.sqlite3_column_int(_statement, column);

    public string Text(int column) => Encoding.UTF8.GetString(Span(column));

    public byte[] Bytes(int column) => Span(column).ToArray();

    /// <summary>The bytes as they lie there, until the next row is asked for.</summary>
    public ReadOnlySpan<byte> Span(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <summary>What kind of value lies there: SQLite lets any column hold any.</summary>
    public int Type(int column) => raw.sqlite3_column_type(_statement, column);

    public bool IsNull(int column) => Type(column) == raw.SQLITE_NULL;

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public double? DoubleOrNull(int column) => IsNull(column) ? null : raw.sqlite3_column_double(_statement, column);

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public void Dispose() => _statement.Dispose();

    private Statement BindNull()
    {
        Check(raw.sqlite3_bind_null(_statement, ++_bound));
        return this;
    }

    private void Check(int code) => Connection.Check(_database, code);
}
