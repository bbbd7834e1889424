using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Engine.Clocks;
using Baton.Engine.Handoffs;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Baton.Web.Actions;
using Baton.Web.Customers;
using Baton.Web.Timeline;

namespace Baton.Web.Handoffs;

/// <summary>A handoff with everything a person needs to deal with it.</summary>
/// <param name="Row">The handoff.</param>
/// <param name="Summary">What it is about.</param>
/// <param name="Why">Why it came to a person.</param>
/// <param name="Customer">The customer as known now; null when it is about none.</param>
/// <param name="Timeline">The customer's latest events, oldest first; what led here when it is about no customer.</param>
/// <param name="Agents">What each agent saw and answered on the way here.</param>
/// <param name="SuggestedNextStep">What to do next.</param>
/// <param name="Grounds">What that suggestion rests on.</param>
/// <param name="Proposal">The action that waits for the answer.</param>
/// <param name="IfApproved">What would be decided on that action now, were it approved.</param>
/// <param name="Held">The result that waits for the answer.</param>
internal sealed record HandoffContext(
    HandoffRow Row,
    string Summary,
    string Why,
    CustomerAnswer? Customer,
    IReadOnlyList<TimelineItem> Timeline,
    IReadOnlyList<AgentPartInIt> Agents,
    string SuggestedNextStep,
    IReadOnlyList<string> Grounds,
    ProposalItem? Proposal,
    RulingItem? IfApproved,
    JsonElement? Held) : HandoffFacts(Row)
{
    public static HandoffContext Of(HandoffRow row, HandoffCase handoff, Policy policy, DateTimeOffset now)
    {
        var step = NextStep.Of(handoff, CaseDraft.Of(handoff, CaseStory.Of(handoff, static email => email)));
        return new(
            row,
            handoff.Line.CustomerName is { } name ? $"{name}: {row.Title}" : row.Title,
            handoff.RuleSentence is { } rule ? $"{row.Reason} {rule}" : row.Reason,
            handoff.Customer is { } customer ? CustomerAnswer.Of(customer, policy, now) : null,
            [.. (handoff.Log.Count > 0 ? handoff.Log : handoff.Chain).Select(TimelineItem.Of)],
            AgentPartInIt.In(handoff.Chain),
            step.Title,
            [.. step.Grounds.Select(g => g.Text)],
            handoff.Action is { } action ? ProposalItem.Of(action) : null,
            handoff.IfApproved is { } ruling ? RulingItem.Of(ruling) : null,
            handoff.Held);
    }
}

/// <summary>What one agent saw and answered.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="At">When it answered.</param>
/// <param name="Saw">The event that it was given, in words.</param>
/// <param name="Answered">What it answered: a task's output, or what it wanted to do.</param>
/// <param name="Status">Of a task: how it went. Of an action: the verdict.</param>
/// <param name="Confidence">0 to 1, when it said so.</param>
/// <param name="Seq">The answer's place in the log.</param>
internal sealed record AgentPartInIt(string Agent, DateTimeOffset At, string? Saw, JsonElement? Answered, string? Status, double? Confidence, long Seq)
{
    public static IReadOnlyList<AgentPartInIt> In(IReadOnlyList<LogRow> chain)
    {
        var rows = chain.ToDictionary(r => r.Seq);
        return [.. chain.Where(r => r.Type is EventTypes.TaskFinished or EventTypes.ActionProposed).Select(r => Of(r, r.Cause is { } cause ? rows.GetValueOrDefault(cause) : null))];
    }

    private static AgentPartInIt Of(LogRow row, LogRow? cause)
    {
        var e = row.ToEvent();
        var saw = cause is null ? null : cause.ToEvent().Text ?? cause.Sentence;
        return row.Type == EventTypes.ActionProposed ? new(e.Actor.Name, row.Received.ToTime(), saw, e.Data, row.Verdict, null, row.Seq)
            : new(e.Data.Text("agent") ?? e.Actor.Name, row.Received.ToTime(), saw, e.Data.Member("output"), e.Data.Text("status"), e.Data.Number("confidence"), row.Seq);
    }
}

/// <summary>An action that waits for the answer.</summary>
internal sealed record ProposalItem(string Id, string Agent, string Kind, string? Purpose, string? Text, JsonElement? Data)
{
    public static ProposalItem Of(Proposal proposal) => new(proposal.Id, proposal.Agent, proposal.Kind, proposal.Purpose, proposal.Text, proposal.Data.ValueKind == JsonValueKind.Undefined ? null : proposal.Data);
}

/// <summary>A verdict in short.</summary>
internal sealed record RulingItem(string Verdict, string Reason, RuleAnswer? Rule, DateTimeOffset? Until)
{
    public static RulingItem Of(Ruling ruling) => new(ruling.Verdict.Name(), ruling.Reason, RuleAnswer.Of(ruling.Rule), ruling.Until);
}
