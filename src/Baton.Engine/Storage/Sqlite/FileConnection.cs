using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Baton.Engine.Storage.Sqlite;

/// <summary>
/// A connection to a SQLite file for one thread at a time, with its compiled statements, each made when first asked for.
/// It sits on SQLite's own calls, because an ADO.NET command looks up every parameter by name and makes a reader for each run:
/// several times the cost of an insert.
/// </summary>
internal sealed class FileConnection : Connection
{
    private const int BusyMilliseconds = 5_000;

    // Found by reference, not by content: the texts are static, and hashing a long one costs as much as a small insert.
    private readonly Dictionary<string, FileStatement> _statements = new(ReferenceEqualityComparer.Instance);
    private readonly sqlite3 _handle;

    public FileConnection(string path)
    {
        var code = raw.sqlite3_open_v2(path, out _handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null);
        try
        {
            Check(_handle, code);
            Check(_handle, raw.sqlite3_busy_timeout(_handle, BusyMilliseconds));
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    public override Statement this[string sql] =>
        _statements.TryGetValue(sql, out var known) ? known : _statements[sql] = new FileStatement(_handle, sql);

    public override void Execute(string sql) => Check(_handle, raw.sqlite3_exec(_handle, sql));

    // Immediate: a second writer waits here, not at its first write.
    public override void BeginAlone() => Execute("BEGIN IMMEDIATE");

    public override void BeginSnapshot() => Execute("BEGIN");

    public override void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _handle.Dispose();
    }

    public static void Check(sqlite3 handle, int code)
    {
        if (code == raw.SQLITE_OK) return;
        throw new SqliteException(raw.sqlite3_errmsg(handle).utf8_to_string(), code & 0xff, code);
    }
}
