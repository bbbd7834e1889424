using System.Collections.Immutable;
using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies.Linting;
using Baton.Engine.Customers;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Engine.Policies;

/// <summary>The newest rows of a workspace's log that are about customers, for who writes rules.</summary>
internal sealed class NewestRows
{
    private const int Most = 1_000;
    private const int MostCustomers = 100;

    private readonly LogLookups _lookups;
    private readonly string _workspace;
    private readonly List<LogRow> _rows;

    private NewestRows(LogLookups lookups, string workspace, List<LogRow> rows) => (_lookups, _workspace, _rows) = (lookups, workspace, rows);

    public static NewestRows Of(LogLookups lookups, string workspace) =>
        new(lookups, workspace, [.. lookups.ReadLog(lookups.LastSeq() - Most, Most).Where(row => row.Workspace == workspace && row.Customer is not (null or CustomerState.OfWorkspace))]);

    /// <summary>What was seen in events and actions.</summary>
    public ObservedFields Seen()
    {
        var seen = ObservedFields.None;
        foreach (var row in _rows)
        {
            var e = row.ToEvent();
            seen = e.Type == EventTypes.ActionProposed ? seen.See(ProposalJson.Read(e)) : seen.See(e);
        }

        return seen;
    }

    /// <summary>The same, with what is known of the customers about whom something happened last.</summary>
    public ObservedFields SeenWithCustomers() => _rows
        .Select(row => row.Customer!).Reverse().Distinct(StringComparer.Ordinal).Take(MostCustomers)
        .Aggregate(Seen(), (seen, customer) => seen.See(StateCache.Load(_lookups, _workspace, customer).State));

    /// <summary>Events and actions as conditions ask about them; their customers as they were then are not known here.</summary>
    public ImmutableArray<RecordedFacts> AsFacts(WorkspaceConfig config) => [.. _rows.Select(row =>
    {
        var e = row.ToEvent();
        var action = e.Type == EventTypes.ActionProposed ? ProposalJson.Read(e) : null;
        return new RecordedFacts($"event {row.Seq}", new Facts(e.Time, CustomerState.New(row.Customer!), action is null ? e : null, action, config.Agent(action?.Agent ?? row.Agent ?? "")));
    })];
}
