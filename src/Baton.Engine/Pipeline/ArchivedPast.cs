using Baton.Core.Customers;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Pipeline;

/// <summary>The archived rows of each customer that a replay may still have to look back on; older ones are let go.</summary>
/// <param name="longest">How far any decision looked back.</param>
internal sealed class ArchivedPast(TimeSpan longest)
{
    private readonly Dictionary<string, Queue<LogRow>> _rows = new(StringComparer.Ordinal);

    /// <summary>Takes the next row in, and passes it on.</summary>
    public LogRow Remember(LogRow row)
    {
        if (longest == TimeSpan.Zero || row.Customer is not { } customer) return row;
        if (!_rows.TryGetValue(customer, out var rows)) _rows[customer] = rows = new Queue<LogRow>();
        rows.Enqueue(row);
        var since = row.Received - (long)longest.TotalMilliseconds;
        while (rows.Peek().Received < since) rows.Dequeue();
        return row;
    }

    /// <summary>A customer's rows, oldest first.</summary>
    public IEnumerable<LogRow> Of(string customer) => customer != CustomerState.OfWorkspace && _rows.TryGetValue(customer, out var rows) ? rows : [];
}
