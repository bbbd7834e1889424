using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Events;

namespace Baton.Core.Backtesting;

/// <summary>One event as it was decided, and as another policy would have decided it.</summary>
/// <param name="Event">The event.</param>
/// <param name="Before">The decision in the log.</param>
/// <param name="After">The other policy's.</param>
/// <param name="Plan">The customer's plan at that moment, by which segments are told apart.</param>
public sealed record Comparison(Event Event, Decision Before, Decision After, string? Plan)
{
    /// <summary>What was said and what would have been, where they differ: <c>allow</c> and <c>suppress</c>, <c>agent:reply</c> and <c>queue:finance</c>. Null where nothing changed.</summary>
    public (string Was, string Would)? Change => Word(Before) is var was && Word(After) is var would && was != would ? (was ?? "nothing", would ?? "nothing") : null;

    /// <summary>What a decision says, in one word: its verdict, else where it sent the event; null when it says neither.</summary>
    public static string? Word(Decision decision) => decision switch
    {
        { Rulings: [{ Verdict: var verdict }, ..] } => verdict.Name(),
        { Route.Agent: { } agent } => "agent:" + agent,
        { Route.Queue: { } queue } => "queue:" + queue,
        { Outcome: EventOutcome.Unrouted } => "unrouted",
        _ => null,
    };
}
