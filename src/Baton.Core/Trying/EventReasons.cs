using System.Collections.Immutable;
using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Routing;

namespace Baton.Core.Trying;

/// <summary>Of each routing rule, why it took an event or did not.</summary>
internal static class EventReasons
{
    public static ImmutableArray<TriedRule> Of(Decision decision, CustomerState customer, Event e, WorkspaceConfig config)
    {
        var facts = new Facts(e.Received, customer, Event: e, Agent: config.Agent(e.Agent));
        return [.. config.Policy.Routing.Select(rule => rule.Enabled ? Of(rule, decision, facts, config) : ActionReasons.SwitchedOff(rule))];
    }

    private static TriedRule Of(RoutingRule rule, Decision decision, Facts facts, WorkspaceConfig config)
    {
        var when = ConditionPart.Of(rule.When, facts);
        var ownToo = rule.NamesOwnEvents || !facts.Event!.Type.StartsWith(EventTypes.Reserved, StringComparison.Ordinal);
        var decided = decision.Route?.Rule == rule.Id;
        var heard = rule.Classify is not { } classify || !when.Holds || Router.Takes(rule, classify, facts, config);
        var matched = when.Holds && ownToo && heard;
        return new TriedRule
        {
            Kind = rule.Kind,
            Id = rule.Id,
            Name = rule.Name,
            Sentence = rule.Sentence,
            Matched = matched,
            Role = decided ? RuleRole.Decided : !matched ? RuleRole.DidNotApply : !rule.DecidesFor(facts.Customer.Id) ? RuleRole.Watched : RuleRole.Outdone,
            Why = decided ? decision.Route!.Reason : Otherwise(rule, decision, when, facts, matched),
            Conditions = [new("when", when)],
        };
    }

    private static string Otherwise(RoutingRule rule, Decision decision, ConditionPart when, Facts facts, bool matched) => (matched, decision.Route) switch
    {
        (false, _) when when.Holds && rule.Classify is { } classify && (rule.NamesOwnEvents || !facts.Event!.Type.StartsWith(EventTypes.Reserved, StringComparison.Ordinal)) => $"The model {classify.Model} finds none of its labels in it, or is not sure enough.",
        (false, _) when when.Holds => $"It does not name “{facts.Event!.Type}”, and Baton's own events go only where a rule names their type.",
        (false, _) => $"{rule.When.FirstMiss(facts)}.",
        _ when !rule.DecidesFor(facts.Customer.Id) => rule.Mode == RuleMode.Canary ? "It fits, but this customer is not among its share." : "It only watches.",
        (_, { } route) => $"It fits too, but {route.Rule} stands before it.",
        _ => $"It fits, but something comes before the rules: {decision.Sentence}",
    };
}
