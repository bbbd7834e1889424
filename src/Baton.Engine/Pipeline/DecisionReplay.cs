using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Policies;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Engine.Pipeline;

/// <summary>A decision beside the same one made again.</summary>
/// <param name="Recorded">As it stands in the log.</param>
/// <param name="Again">As it comes out now.</param>
/// <param name="Differs">What comes out otherwise, in the words of the decision: <c>sentence</c>, <c>rulings</c>, <c>tasks</c>, …; nothing when it is the same.</param>
public sealed record DecisionPair(Decision Recorded, Decision Again, IReadOnlyList<string> Differs)
{
    /// <summary>Whether it comes out the same.</summary>
    public bool IsSame => Differs.Count == 0;
}

/// <summary>
/// Makes one recorded decision again, from what was recorded: the customer's log before it, the agents and the policy of that time. With the
/// draft in place of that policy it says what the draft would have decided.
/// </summary>
public sealed class DecisionReplay(LogLookups lookups, WholeLog log, ArchiveShelf shelf, PolicyDesk policies)
{
    /// <summary>Decides an event again; null when it is not in this workspace, or nothing was decided on it.</summary>
    /// <exception cref="ArchiveException">What happened before it was dropped, or cannot be read.</exception>
    public DecisionPair? Run(string workspace, long seq) => log.Read(workspace, seq) is { Decisions: not null } row ? Pair(row, Again(row, policy: null)) : null;

    /// <summary>Decides an event again by the draft; null when there is no draft, or no such decision.</summary>
    /// <exception cref="ArchiveException">What happened before it was dropped, or cannot be read.</exception>
    public async Task<DecisionPair?> TryDraftAsync(string workspace, long seq, CancellationToken cancel = default)
    {
        if (await policies.DraftAsync(workspace, cancel) is not { } draft || log.Read(workspace, seq) is not { Decisions: not null } row) return null;
        return Pair(row, Again(row, PolicyReader.Read(draft.Document, version: 0)));
    }

    private Decision Again(LogRow row, Policy? policy)
    {
        shelf.NeedAll(row.Workspace);
        var archived = Archived(row.Workspace, row.Customer).TakeWhile(r => r.Seq < row.Seq).ToList();
        var (config, ofWorkspace) = ConfigurationBefore(row);
        if (policy is not null) config = config with { Policy = policy };
        return Replay.Decide(lookups, row, Before(row, archived) ?? ofWorkspace, config, archived).Decision;
    }

    private IEnumerable<LogRow> Archived(string workspace, string? customer) =>
        shelf.HasRowsOf(workspace, customer ?? CustomerState.OfWorkspace) ? shelf.Rows(workspace).Where(row => row.Customer == customer) : [];

    private CustomerState? Before(LogRow row, IEnumerable<LogRow> archived)
    {
        if (row.Customer is not { } customer) return null;
        var state = CustomerState.New(customer);
        foreach (var earlier in archived.Concat(lookups.ReadLogOf(row.Workspace, customer, 0)).TakeWhile(r => r.Seq < row.Seq)) state = Evolution.Evolve(state, earlier.ToEvent(), earlier.ToDecision());
        return state;
    }

    private (WorkspaceConfig Config, CustomerState OfWorkspace) ConfigurationBefore(LogRow row)
    {
        var (configs, state) = (new ConfigHistory(row.Workspace, lookups.Models), CustomerState.New(CustomerState.OfWorkspace));
        foreach (var earlier in Archived(row.Workspace, customer: null).Concat(lookups.ReadLogOfWorkspace(row.Workspace, 0)).TakeWhile(r => r.Seq < row.Seq))
        {
            var e = earlier.ToEvent();
            configs.Add(e);
            state = Evolution.Evolve(state, e, earlier.ToDecision());
        }

        return (configs.Of(row), state);
    }

    private static DecisionPair Pair(LogRow row, Decision again)
    {
        var (was, now) = (JsonElement.Parse(row.Decisions!), JsonElement.Parse(again.ToJson()));
        var names = was.EnumerateObject().Concat(now.EnumerateObject()).Select(m => m.Name).Distinct(StringComparer.Ordinal);
        return new DecisionPair(row.ToDecision(), again, [.. names.Where(name => !Same(was, now, name))]);
    }

    private static bool Same(JsonElement was, JsonElement now, string name) =>
        was.TryGetProperty(name, out var before) && now.TryGetProperty(name, out var after) && JsonElement.DeepEquals(before, after);
}
