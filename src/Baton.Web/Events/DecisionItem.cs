using Baton.Core.Arbitration;
using Baton.Core.Routing;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Baton.Web.Actions;

namespace Baton.Web.Events;

/// <summary>One thing that was decided on an event.</summary>
/// <param name="Kind"><c>route</c>, <c>would-route</c> for a rule and <c>would</c> for a version that is only tried, <c>verdict</c>, <c>action</c>, <c>task</c>, <c>handoff</c> or <c>fault</c>.</param>
/// <param name="Reason">Why, in one plain sentence.</param>
internal sealed record DecisionItem(string Kind, string Reason)
{
    /// <summary>The rule that decided.</summary>
    public RuleAnswer? Rule { get; init; }

    /// <summary>The agent that the event or task goes to.</summary>
    public string? Agent { get; init; }

    /// <summary>The queue of people that it goes to.</summary>
    public string? Queue { get; init; }

    /// <summary>For a route: what a classifier said, when the rule asked one.</summary>
    public RouteGuess? Guess { get; init; }

    /// <summary>The action that was judged or moved on.</summary>
    public string? Action { get; init; }

    /// <summary>For a verdict: <c>allow</c>, <c>delay</c>, <c>suppress</c> or <c>escalate</c>.</summary>
    public string? Verdict { get; init; }

    /// <summary>For a delay: until when. For a task: not before when.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>For an action that moved on: its new status.</summary>
    public string? Status { get; init; }

    /// <summary>The task that was given.</summary>
    public string? Task { get; init; }

    /// <summary>The handoff that was opened.</summary>
    public string? Handoff { get; init; }

    /// <summary>For a rule in canary that would have routed it: on which side of it the customer is.</summary>
    public string? Canary { get; init; }

    /// <summary>For a version in shadow: what it would have said, a verdict or a target.</summary>
    public string? Says { get; init; }

    /// <summary>For a version in shadow: which one.</summary>
    public int? Policy { get; init; }

    /// <summary>For a verdict: everything considered.</summary>
    public IReadOnlyList<Considered>? Considered { get; init; }

    public static IReadOnlyList<DecisionItem> Of(LogRow row)
    {
        if (row.Decisions is null) return [];
        var decision = row.ToDecision();
        return
        [
            .. decision.Fault is { } fault ? [new DecisionItem("fault", fault)] : Array.Empty<DecisionItem>(),
            .. decision.Route is { } route ? [new DecisionItem("route", route.Reason) { Rule = new RuleAnswer(RuleKind.Routing.Name(), route.Rule, route.Policy), Agent = route.Agent, Queue = route.Queue, Guess = route.Guess }] : Array.Empty<DecisionItem>(),
            .. decision.Would.Select(w => new DecisionItem("would-route", $"Rule {w.Rule}, which is only tried, would have sent it to {w.Target}.") { Rule = new RuleAnswer(RuleKind.Routing.Name(), w.Rule, row.Policy), Canary = w.Canary?.ToString().ToLowerInvariant() }),
            .. decision.WouldByVersion is { } would ? [new DecisionItem("would", would.Reason) { Says = would.Says, Policy = would.Policy }] : Array.Empty<DecisionItem>(),
            .. decision.Rulings.Select(Of),
            .. decision.Changes.Select(c => new DecisionItem("action", decision.Sentence) { Action = c.Action, Status = c.Status.ToString().ToLowerInvariant() }),
            .. decision.Tasks.Select(t => new DecisionItem("task", $"{t.Task.Agent} gets a task, try {t.Task.Attempt}.") { Task = t.Task.Id, Agent = t.Task.Agent, Until = t.NotBefore }),
            .. decision.Handoffs.Select(h => new DecisionItem("handoff", h.Reason) { Handoff = h.Id, Queue = h.Queue }),
        ];
    }

    private static DecisionItem Of(Ruling ruling) => new("verdict", ruling.Reason)
    {
        Action = ruling.Action,
        Verdict = ruling.Verdict.Name(),
        Until = ruling.Until,
        Rule = RuleAnswer.Of(ruling.Rule),
        Handoff = ruling.Handoff,
        Considered = Actions.Considered.Of(ruling),
    };
}
