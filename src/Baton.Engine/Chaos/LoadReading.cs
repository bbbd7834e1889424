using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Engine.Chaos;

/// <summary>
/// Reads the rows of one replay in their order, as far as they are, and decides each of them again on the customer's state and the
/// configuration of that moment. What it read stays, so that looking again costs only what is new.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="lookups">The log.</param>
/// <param name="rowsAfter">The next rows of the replay after a seq, oldest first.</param>
internal sealed class LoadReading(string workspace, LogLookups lookups, Func<long, IReadOnlyList<LogRow>> rowsAfter)
{
    private readonly Dictionary<string, CustomerState> _states = new(StringComparer.Ordinal);
    private WorkspaceConfig _config = Configurations.Beginning(workspace);
    private long _configured;
    private long _read;

    public LoadFigures Figures { get; } = new();

    /// <summary>Decisions that were made again.</summary>
    public long Decided { get; private set; }

    /// <summary>The first row whose decision comes out otherwise.</summary>
    public long? Differs { get; private set; }

    public void ReadOn(CancellationToken cancel)
    {
        while (rowsAfter(_read) is { Count: > 0 } page)
        {
            cancel.ThrowIfCancellationRequested();
            var changes = new Queue<LogRow>(lookups.ReadLogOfWorkspace(workspace, _configured).TakeWhile(c => c.Seq < page[^1].Seq));
            foreach (var row in page)
            {
                for (; changes.TryPeek(out var change) && change.Seq < row.Seq; changes.Dequeue()) (_config, _configured) = (Configurations.After(_config, change.ToEvent(), lookups.Models), change.Seq);
                Take(row);
            }
        }
    }

    private void Take(LogRow row)
    {
        var id = row.Customer ?? CustomerState.OfWorkspace;
        var (again, after) = Again(row, _states.GetValueOrDefault(id) ?? CustomerState.New(id));
        _states[id] = after;
        Decided++;
        if (again != row.Decisions) Differs ??= row.Seq;
        Figures.Add(row, after);
        _read = row.Seq;
    }

    // After a difference what comes next may make no sense at all; it is then folded as it was recorded.
    private (string? Decision, CustomerState After) Again(LogRow row, CustomerState before)
    {
        try
        {
            var (decision, after) = Replay.Decide(lookups, row, before, _config, archived: []);
            return (decision.ToJson(), after);
        }
        catch (InvalidOperationException) when (Differs is not null)
        {
            return (null, Evolution.Evolve(before, row.ToEvent(), row.ToDecision()));
        }
    }
}
