using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;

namespace Baton.Core.Backtesting;

/// <summary>
/// Decides recorded history again by another policy and counts what would have been different. Pure: the same history gives the same figures. Events of one customer must come
/// in their order; customers do not touch each other, so that a history may be cut by customer, each part given to a backtest of its own and the figures added.
/// </summary>
/// <param name="period">What is counted; what came before is decided too, so that the period begins in the state in which the other policy would have begun it.</param>
/// <param name="handling">How long a handoff that only the other policy opens is taken to wait for its answer; above zero.</param>
public sealed class Backtest(BacktestPeriod period, TimeSpan handling)
{
    private readonly Dictionary<string, Fork> _forks = new(StringComparer.Ordinal);

    /// <summary>What was counted so far.</summary>
    public BacktestFigures Figures { get; } = new();

    /// <summary>Takes the next event of the history.</summary>
    /// <param name="e">The event.</param>
    /// <param name="before">What was decided on it.</param>
    /// <param name="config">The agents of that moment, with the other policy.</param>
    public void Take(Event e, Decision before, WorkspaceConfig config)
    {
        var id = e.Customer ?? CustomerState.OfWorkspace;
        if (!_forks.TryGetValue(id, out var fork)) _forks[id] = fork = new Fork(id, handling);
        var counts = period.Has(e.Received);
        var contacts = fork.ContactsBefore(e, before);
        var comparison = fork.Take(e, before, config, due =>
        {
            if (counts) Figures.AddAfter(due, e.Received);
        });
        if (!counts) return;
        Figures.Events++;
        Figures.ContactsBefore += contacts;
        Figures.AddBefore(before, e.Received);
        if (comparison is null) return;
        Figures.AddAfter(comparison.After, e.Received);
        Figures.Add(comparison);
    }
}

/// <summary>A stretch of time.</summary>
/// <param name="From">Its beginning, UTC.</param>
/// <param name="To">Its end, UTC, which is no longer in it.</param>
public sealed record BacktestPeriod(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Everything.</summary>
    public static readonly BacktestPeriod Always = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <summary>Whether a moment lies in it.</summary>
    public bool Has(DateTimeOffset moment) => moment >= From && moment < To;
}
