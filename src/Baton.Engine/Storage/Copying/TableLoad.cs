using System.Globalization;
using Baton.Engine.Storage.Postgres;

namespace Baton.Engine.Storage.Copying;

/// <summary>Streams tables from the embedded database to the server: a row at a time, however many there are.</summary>
internal sealed class TableLoad(Connection source, ServerConnection target, Action<string>? progress, CancellationToken cancel)
{
    private const int RowsBetweenLooks = 100_000;
    private const string EndsSql = "SELECT coalesce(min(Seq), 0), coalesce(max(Seq), 0) FROM Log";

    /// <summary>Copies a table that is one.</summary>
    public void Run(CopyTable table)
    {
        var (rows, writer) = (0L, new RowWriter(table));
        using var import = target.Inner.BeginBinaryImport(table.Into(table.Name));
        foreach (var row in Rows(table))
        {
            writer.Write(import, row);
            Look(table, ++rows);
        }

        import.Complete();
    }

    /// <summary>Copies the log into its parts, each filled before it has indexes, which are then made at once: several times as fast.</summary>
    public void RunLog(CopyTable log)
    {
        var ends = source[EndsSql];
        _ = ends.Next();
        var (first, last) = (LogParts.FirstOf(ends.Long(0)), ends.Long(1));
        ends.Reset();
        var (parts, writer, rows) = (new LogParts(target), new RowWriter(log), 0L);
        using var all = Rows(log).GetEnumerator();
        var isMore = all.MoveNext();
        for (; first <= last || isMore; first += LogParts.Width)
        {
            parts.MakeBare(first);
            using (var import = target.Inner.BeginBinaryImport(log.Into(LogParts.NameOf("Log", first))))
            {
                for (; isMore && all.Current.Long(0) < first + LogParts.Width; isMore = all.MoveNext())
                {
                    writer.Write(import, all.Current);
                    Look(log, ++rows);
                }

                import.Complete();
            }

            progress?.Invoke(string.Create(CultureInfo.InvariantCulture, $"indexing the log up to seq {Math.Min(last, first + LogParts.Width - 1):N0}"));
            parts.Attach(first);
        }
    }

    private IEnumerable<Statement> Rows(CopyTable table)
    {
        var statement = source[table.SourceSql];
        try
        {
            while (statement.Next()) yield return statement;
        }
        finally
        {
            statement.Reset();
        }
    }

    private void Look(CopyTable table, long rows)
    {
        if (rows % RowsBetweenLooks != 0) return;
        cancel.ThrowIfCancellationRequested();
        progress?.Invoke(string.Create(CultureInfo.InvariantCulture, $"copying {table.Name}, {rows:N0} rows"));
    }
}
