using Baton.Core.Backtesting;
using Baton.Engine.Backtesting;

namespace Baton.Web.Policies.Backtesting;

/// <summary>The period that a backtest counts. What is left out is open.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end, which is no longer in it.</param>
internal sealed record BacktestRequest(DateTimeOffset? From, DateTimeOffset? To);

/// <summary>A backtest to be polled.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status"><c>running</c>, <c>done</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Progress">How much is done, from 0 to 1.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Began">When.</param>
/// <param name="Result">What it found, once it is done.</param>
/// <param name="Detail">Why it failed.</param>
internal sealed record BacktestItem(string Id, string Status, double Progress, string By, DateTimeOffset Began, BacktestResult? Result, string? Detail)
{
    public static BacktestItem Of(BacktestRun run) =>
        new(run.Id, run.Status.ToString().ToLowerInvariant(), run.Progress, run.By, run.Began, run.Figures is { } figures ? BacktestResult.Of(figures) : null, run.Fault);
}

/// <summary>What a backtest found.</summary>
/// <param name="Events">Events of the period.</param>
/// <param name="Decisions">Verdicts and routes among their decisions.</param>
/// <param name="Changed">How many would have come out otherwise.</param>
/// <param name="Matrix">These by what would have become what: <c>allow→suppress</c>, <c>agent:reply→queue:finance</c>.</param>
/// <param name="Examples">A few of each.</param>
/// <param name="Contacts">Contacts that customers got, and would have got.</param>
/// <param name="CooldownBreaches">Contacts that went out although a cooldown of the draft would have held them back.</param>
/// <param name="Rules">How often each rule decided, and would have.</param>
/// <param name="Agents">Decisions by agent, and how many change.</param>
/// <param name="Departments">The same by department.</param>
/// <param name="Plans">The same by the customer's plan.</param>
/// <param name="Queues">Handoffs for each queue, by the hour of the day in UTC.</param>
/// <param name="Assumptions">What is and is not simulated.</param>
internal sealed record BacktestResult(
    long Events, long Decisions, long Changed, IReadOnlyDictionary<string, long> Matrix, IReadOnlyList<ExampleItem> Examples, Shift Contacts, long CooldownBreaches, IReadOnlyDictionary<string, Shift> Rules,
    IReadOnlyDictionary<string, Share> Agents, IReadOnlyDictionary<string, Share> Departments, IReadOnlyDictionary<string, Share> Plans, IReadOnlyDictionary<string, Shift[]> Queues, IReadOnlyList<string> Assumptions)
{
    /// <summary>History happened under the old policy; this is said wherever figures are shown.</summary>
    public static readonly IReadOnlyList<string> Said =
    [
        "What customers did, what agents proposed and how their tasks ended is taken as it was, though under another policy they might have done otherwise.",
        "Verdicts, routes, waiting times, cooldowns, caps, holds and handoffs are decided anew, customer by customer, from the beginning of the log.",
        "What people did applies where it still makes sense. A handoff that only the draft opens is taken to be dealt with after one hour, without its action being let through.",
    ];

    public static BacktestResult Of(BacktestFigures figures) => new(
        figures.Events, figures.Decisions, figures.Changed, figures.Matrix, [.. figures.Examples.Select(e => new ExampleItem(e.Seq, e.Was, e.Would, e.Reason))], new Shift(figures.ContactsBefore, figures.ContactsAfter), figures.CooldownBreaches,
        figures.Rules, figures.Agents, figures.Departments, figures.Plans, figures.Queues, Said);
}

/// <summary>A decision that would have come out otherwise.</summary>
/// <param name="Seq">The event's place in the log.</param>
/// <param name="Before">What was said.</param>
/// <param name="After">What would have been said.</param>
/// <param name="Reason">Why, in the draft's sentence.</param>
internal sealed record ExampleItem(long Seq, string Before, string After, string Reason);
