using Baton.Engine.Storage.Chain;

namespace Baton.Engine.Storage.Copying;

/// <summary>
/// What a table holds, in the order of its key: how many rows, and SHA-256 over each row and over the digest of the rows before it, in the encoding of
/// <see cref="RowHash"/>. The same on both kinds of database.
/// </summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Hash">The digest after the last one, in hexadecimal.</param>
public sealed record TableDigest(long Rows, string Hash)
{
    private const int RowsBetweenLooks = 10_000;

    /// <summary>Reads a table of either side.</summary>
    internal static TableDigest Read(Connection connection, CopyTable table, bool isSource, Action<long>? progress, CancellationToken cancel)
    {
        var (hash, row, rows) = (new byte[RowHash.Size], new RowHash(), 0L);
        var statement = connection[isSource ? table.SourceSql : table.TargetSql];
        try
        {
            while (statement.Next())
            {
                row.After(hash);
                for (var i = 0; i < table.Columns.Count; i++) Add(row, statement, i, table.Columns[i].Kind, isSource);
                row.Finish(hash);
                if (++rows % RowsBetweenLooks != 0) continue;
                cancel.ThrowIfCancellationRequested();
                progress?.Invoke(rows);
            }
        }
        finally
        {
            statement.Reset();
        }

        return new TableDigest(rows, Convert.ToHexStringLower(hash));
    }

    private static void Add(RowHash row, Statement statement, int column, CopyKind kind, bool isSource)
    {
        if (statement.IsNull(column)) row.Add((string?)null);
        else if (kind == CopyKind.Fraction) row.Add(statement.DoubleOrNull(column));
        else if (kind == CopyKind.Bytes) row.AddBytes(statement.Span(column));
        else if (kind == CopyKind.Text && isSource && statement.Span(column).Contains((byte)0)) row.Add(Postgres.ServerText.Kept(statement.Text(column)));
        else if (kind == CopyKind.Text) row.Add(statement.Span(column));
        else if (kind == CopyKind.Moment && isSource) row.Add(Moment.MicrosecondsOf(Moment.Read(statement.Text(column))));
        else row.Add((long?)statement.Long(column));
    }
}
