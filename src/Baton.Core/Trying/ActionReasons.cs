using System.Collections.Immutable;
using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Policies;
using Baton.Core.Timeline;

namespace Baton.Core.Trying;

/// <summary>Of each rule that judges actions, why it decided about one or did not: what the judge found, with the conditions taken apart.</summary>
internal static class ActionReasons
{
    public static ImmutableArray<TriedRule> Of(Ruling ruling, Proposal proposal, CustomerState customer, WorkspaceConfig config, DateTimeOffset now)
    {
        var facts = new Facts(now, customer, Action: proposal, Agent: config.Proposer(proposal));
        var rules = config.Policy.Rules.Where(rule => rule is not (RoutingRule or LoopRule)).ToList();
        var tried = ruling.Considered.Select(finding => Of(finding, rules.Find(rule => rule.Kind == finding.Kind && rule.Id == finding.Id), ruling, facts, config)).ToList();
        foreach (var off in rules.Where(rule => !rule.Enabled)) tried.Insert(PlaceOf(off, tried), SwitchedOff(off));
        return [.. tried];
    }

    /// <summary>A rule without effect.</summary>
    public static TriedRule SwitchedOff(Rule rule) => new() { Kind = rule.Kind, Id = rule.Id, Name = rule.Name, Sentence = rule.Sentence, Role = RuleRole.Off, Why = "It is switched off." };

    private static int PlaceOf(Rule rule, List<TriedRule> tried) => tried.FindIndex(t => t.Kind > rule.Kind) is var at and >= 0 ? at : tried.Count;

    private static TriedRule Of(Finding finding, Rule? rule, Ruling ruling, Facts facts, WorkspaceConfig config)
    {
        var decided = ruling.Rule is { } deciding && deciding.Kind == finding.Kind && deciding.Id == finding.Id;
        return new TriedRule
        {
            Kind = finding.Kind,
            Id = finding.Id,
            Name = rule?.Name,
            Sentence = rule?.Sentence ?? StandingRules.Sentence(finding.Kind, config.Policy),
            Role = decided ? RuleRole.Decided : !finding.Matched ? RuleRole.DidNotApply : finding.Mode == RuleMode.Shadow ? RuleRole.Watched : RuleRole.Outdone,
            Matched = finding.Matched,
            Verdict = finding.Verdict,
            Until = finding.Until,
            Why = decided ? ruling.Reason : !finding.Matched ? $"{finding.Because ?? StandingRules.Content(finding.Kind, facts)}." : Beaten(finding, ruling),
            Conditions = rule is null ? [] : Asked(rule, facts),
        };
    }

    private static ImmutableArray<AskedCondition> Asked(Rule rule, Facts facts) => rule switch
    {
        HoldRule hold => [new("while", ConditionPart.Of(hold.While, facts)), new("blocks", ConditionPart.Of(hold.Blocks, facts))],
        GuardrailRule guardrail => [new("when", ConditionPart.Of(guardrail.When, facts))],
        ApprovalRule approval => [new("when", ConditionPart.Of(approval.When, facts))],
        QuietHoursRule quiet => [new("blocks", ConditionPart.Of(quiet.Blocks, facts))],
        CooldownRule cooldown => [new("blocks", ConditionPart.Of(cooldown.Blocks, facts))],
        CapRule cap => [new("blocks", ConditionPart.Of(cap.Blocks, facts))],
        _ => [],
    };

    // Why a rule that applied is not the one that decided.
    private static string Beaten(Finding finding, Ruling ruling)
    {
        var says = finding.Verdict == Verdict.Delay && finding.Until is { } until ? $"delay until {Spans.Moment(until)}" : finding.Verdict!.Value.Name();
        if (finding.Mode == RuleMode.Shadow) return $"{(finding.Canary is null ? "It only watches" : "This customer is not among its share")}; it would have said {says}: {finding.Because}.";
        var why = ruling switch
        {
            { ReasonCode: "do-not-contact" } => "the customer's wish not to be contacted stands above everything",
            _ when ruling.Verdict > finding.Verdict => $"{ruling.Verdict.Name()} is stricter",
            { Verdict: Verdict.Delay } when ruling.Until > finding.Until => "the longer wait counts",
            _ => $"{ruling.Rule} comes first and says the same",
        };
        return $"It says {says}, but {why}: {finding.Because}.";
    }
}
