using System.Globalization;

namespace Baton.Engine.Storage.Copying;

/// <summary>Reads both sides back, each by itself, and says of every table whether they hold the same.</summary>
internal sealed class CopyComparison(Connection source, Connection target, Action<string>? progress = null, CancellationToken cancel = default)
{
    public IReadOnlyList<CopiedTable> Run(CopyPlan plan) => [.. plan.Tables.Select(Compare)];

    /// <summary>Refuses where the tables that are not the engine's were made by different scripts.</summary>
    public void NeedSameMarks()
    {
        if (CopyPlan.ReadMarks(source, target) is { } marks && !Compare(marks).IsSame) throw new CopyException("The accounts in the data folder are of another version than this Baton. Start Baton on it once, stop it, and try again.");
    }

    private CopiedTable Compare(CopyTable table)
    {
        progress?.Invoke($"comparing {table.Name}");
        return new CopiedTable(table.Name, Read(source, table, isSource: true), Read(target, table, isSource: false));
    }

    private TableDigest Read(Connection connection, CopyTable table, bool isSource) =>
        TableDigest.Read(connection, table, isSource, rows => Tell($"reading {table.Name} {(isSource ? "here" : "there")}, {rows:N0} rows", rows), cancel);

    private void Tell(FormattableString text, long rows)
    {
        if (rows % 100_000 == 0) progress?.Invoke(text.ToString(CultureInfo.InvariantCulture));
    }
}
