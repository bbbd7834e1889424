using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Engine.Pipeline;

/// <summary>The moment just before a row of the log was decided.</summary>
/// <param name="Row">The row.</param>
/// <param name="State">The state of its customer, or of the workspace.</param>
/// <param name="Config">What it was decided by.</param>
/// <param name="Archived">The customer's earlier rows that left the log.</param>
internal sealed record PastMoment(LogRow Row, CustomerState State, WorkspaceConfig Config, IReadOnlyList<LogRow> Archived)
{
    /// <summary>What happened to the customer before, for cooldowns that another policy makes anew; null when it does not.</summary>
    public IReadOnlyList<Event>? History(LogLookups lookups, DateTimeOffset now, WorkspaceConfig config) =>
        Decider.NeedsHistory(State, config) ? Pipeline.History.Before(lookups, State.Id, Row.Seq, now, config, Archived) : null;
}

/// <summary>Makes states and configurations of the past again, from the rows that led to them, archived ones included.</summary>
public sealed class PastMoments(LogLookups lookups, WholeLog log, ArchiveShelf shelf)
{
    /// <summary>The moment before a row; null when it is not in this workspace, or nothing was decided on it.</summary>
    /// <exception cref="ArchiveException">What happened before it was dropped, or cannot be read.</exception>
    internal PastMoment? Before(string workspace, long seq)
    {
        if (log.Read(workspace, seq) is not { Decisions: not null } row) return null;
        shelf.NeedAll(workspace);
        var archived = Archived(workspace, row.Customer).TakeWhile(r => r.Seq < seq).ToList();
        var (config, ofWorkspace) = ConfigurationBefore(row);
        return new PastMoment(row, StateBefore(row, archived) ?? ofWorkspace, config, archived);
    }

    private IEnumerable<LogRow> Archived(string workspace, string? customer) =>
        shelf.HasRowsOf(workspace, customer ?? CustomerState.OfWorkspace) ? shelf.Rows(workspace).Where(row => row.Customer == customer) : [];

    private CustomerState? StateBefore(LogRow row, IEnumerable<LogRow> archived)
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
}
