using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Engine.Clocks;
using Baton.Engine.Handoffs;
using Baton.Engine.Handoffs.Context;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Baton.Web.Actions;
using Baton.Web.Customers;
using Baton.Web.Knowledge;
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
/// <param name="Brief">The case in a few lines, each with the events it rests on.</param>
/// <param name="Similar">Resolved cases like it, and how they ended.</param>
/// <param name="Articles">The articles that speak of what the customer asks, best first.</param>
/// <param name="Evidence">The grounds once more, each with where it can be looked up.</param>
internal sealed record HandoffContext(
    HandoffRow Row,
    string Summary,
    string Why,
    CustomerAnswer? Customer,
    IReadOnlyList<TimelineItem> Timeline,
    IReadOnlyList<AgentPart> Agents,
    string SuggestedNextStep,
    IReadOnlyList<string> Grounds,
    ProposalItem? Proposal,
    RulingItem? IfApproved,
    JsonElement? Held,
    BriefItem Brief,
    SimilarItem Similar,
    IReadOnlyList<ArticleFound> Articles,
    IReadOnlyList<GroundItem> Evidence) : HandoffFacts(Row)
{
    public static HandoffContext Of(HandoffRow row, HandoffCase handoff, CaseBackground background, Policy policy, DateTimeOffset now)
    {
        var step = NextStep.Of(handoff, CaseDraft.Of(handoff, CaseStory.Of(handoff, static email => email)), background);
        return new(
            row,
            handoff.Line.CustomerName is { } name ? $"{name}: {row.Title}" : row.Title,
            handoff.RuleSentence is { } rule ? $"{row.Reason} {rule}" : row.Reason,
            handoff.Customer is { } customer ? CustomerAnswer.Of(customer, policy, now) : null,
            [.. (handoff.Log.Count > 0 ? handoff.Log : handoff.Chain).Select(TimelineItem.Of)],
            background.AgentsLedHere ? background.Agents : [],
            step.Title,
            [.. step.Grounds.Select(g => g.Text)],
            handoff.Action is { } action ? ProposalItem.Of(action) : null,
            handoff.IfApproved is { } ruling ? RulingItem.Of(ruling) : null,
            handoff.Held,
            BriefItem.Of(background.Brief),
            SimilarItem.Of(background.Similar),
            [.. background.Articles.Select(ArticleFound.Of)],
            [.. step.Grounds.Select(GroundItem.Of)]);
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
