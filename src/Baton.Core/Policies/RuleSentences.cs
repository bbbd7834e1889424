using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Timeline;

namespace Baton.Core.Policies;

/// <summary>Each kind of rule as one plain English sentence.</summary>
internal static class RuleSentences
{
    public static string Of(RoutingRule rule) =>
        $"When {rule.When.Sentence}, {(rule.Agent is { } agent ? $"give it to {agent}" : $"hand it to the people of {rule.Queue}")}{Urgency(rule.Priority)}.";

    public static string Of(CooldownRule rule) =>
        $"After {Happening(rule.After)}, {rule.Then.Verb()} actions for {Spans.Of(rule.For)} when {rule.Blocks.Sentence}.";

    public static string Of(HoldRule rule) => $"While {rule.While.Sentence}, {rule.Then.Verb()} actions when {rule.Blocks.Sentence}.";

    public static string Of(CapRule rule) =>
        $"At most {rule.Max} {Per(rule.Per)} when {rule.Blocks.Sentence}; {rule.Then.Verb()} the rest.";

    public static string Of(QuietHoursRule rule) =>
        $"Between {Spans.Clock(rule.From)} and {Spans.Clock(rule.To)} ({(rule.TimeZone == "customer" ? "the customer's time" : rule.TimeZone)}), {rule.Then.Verb()} actions when {rule.Blocks.Sentence}.";

    public static string Of(ApprovalRule rule) => $"When {rule.When.Sentence}, a person of {rule.Queue} must approve it.";

    public static string Of(GuardrailRule rule) =>
        $"When {rule.When.Sentence}, {rule.Then.Verb()} it{(rule.Queue is { } queue ? $" to {queue}" : "")}.";

    private static string Urgency(Priority priority) => priority == Priority.Normal ? "" : $" ({priority.ToString().ToLowerInvariant()})";

    private static string Per(CapWindow window) => window.Unit == CapWindow.Units.Rolling ? $"in {Spans.Of(window.Length)}" : $"a {window}";

    private static string Happening(Condition after) => after is Comparison { Field.Path: "event.type", Operator: Operator.Eq or Operator.StartsWith } type
        ? Occurrences.OfType(type.Value.GetString()!, type.Operator == Operator.StartsWith)
        : "an event where " + after.Sentence;
}
