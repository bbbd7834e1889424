using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Engine.Customers;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Engine.Policies;

/// <summary>What the newest rows of a workspace's log held, and the customers they were about.</summary>
internal static class SeenFields
{
    private const int NewestRows = 1_000;
    private const int MostCustomers = 100;

    /// <summary>What was seen in events and actions.</summary>
    public static ObservedFields InEvents(LogLookups lookups, string workspace) => See(Newest(lookups, workspace));

    /// <summary>The same, with what is known of the customers about whom something happened last.</summary>
    public static ObservedFields Everywhere(LogLookups lookups, string workspace)
    {
        var rows = Newest(lookups, workspace);
        var customers = rows.Select(row => row.Customer!).Reverse().Distinct(StringComparer.Ordinal).Take(MostCustomers);
        return customers.Aggregate(See(rows), (seen, customer) => seen.See(StateCache.Load(lookups, workspace, customer).State));
    }

    private static List<LogRow> Newest(LogLookups lookups, string workspace) =>
        [.. lookups.ReadLog(lookups.LastSeq() - NewestRows, NewestRows).Where(row => row.Workspace == workspace && row.Customer is not (null or CustomerState.OfWorkspace))];

    private static ObservedFields See(IEnumerable<LogRow> rows)
    {
        var seen = ObservedFields.None;
        foreach (var row in rows)
        {
            var e = row.ToEvent();
            seen = e.Type == EventTypes.ActionProposed ? seen.See(ProposalJson.Read(e)) : seen.See(e);
        }

        return seen;
    }
}
