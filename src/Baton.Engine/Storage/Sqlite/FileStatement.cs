using System.Text;
using SQLitePCL;

namespace Baton.Engine.Storage.Sqlite;

/// <summary>A statement on SQLite's own calls.</summary>
internal sealed class FileStatement : Statement
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _utf8 = new byte[4096];
    private int _bound;

    public FileStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public override Statement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, ++_bound, value));
        return this;
    }

    public override Statement Bind(bool value) => Bind(value ? 1L : 0L);

    public override Statement Bind(long? value) => value is { } present ? Bind(present) : BindNull();

    public override Statement Bind(double? value)
    {
        if (value is not { } present) return BindNull();
        Check(raw.sqlite3_bind_double(_statement, ++_bound, present));
        return this;
    }

    public override Statement Bind(string? value)
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

    public override Statement Bind(ReadOnlySpan<byte> value)
    {
        Check(value.Length == 0
            ? raw.sqlite3_bind_zeroblob(_statement, ++_bound, 0)
            : raw.sqlite3_bind_blob(_statement, ++_bound, value));
        return this;
    }

    public override void Run()
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

    public override bool Next()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW) return true;
        if (code != raw.SQLITE_DONE) Check(code);
        return false;
    }

    public override void Reset()
    {
        _bound = 0;
        _ = raw.sqlite3_reset(_statement);
    }

    public override long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public override int Int(int column) => raw.sqlite3_column_int(_statement, column);

    public override string Text(int column) => Encoding.UTF8.GetString(Span(column));

    public override byte[] Bytes(int column) => Span(column).ToArray();

    public override ReadOnlySpan<byte> Span(int column) => raw.sqlite3_column_blob(_statement, column);

    public override CellKind Kind(int column) => raw.sqlite3_column_type(_statement, column) switch
    {
        raw.SQLITE_INTEGER => CellKind.Whole,
        raw.SQLITE_FLOAT => CellKind.Fraction,
        raw.SQLITE_TEXT => CellKind.Text,
        raw.SQLITE_BLOB => CellKind.Bytes,
        _ => CellKind.Null,
    };

    public override bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public override long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public override double? DoubleOrNull(int column) => IsNull(column) ? null : raw.sqlite3_column_double(_statement, column);

    public override string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public override void Dispose() => _statement.Dispose();

    private FileStatement BindNull()
    {
        Check(raw.sqlite3_bind_null(_statement, ++_bound));
        return this;
    }

    private void Check(int code) => FileConnection.Check(_database, code);
}
