using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Timeline;

namespace Baton.Core.Policies;

/// <summary>Each kind of rule as one plain English sentence, as the person who wants the rule would say it.</summary>
internal static class RuleSentences
{
    public static string Of(RoutingRule rule) => rule.Classify is { } classify ? ClassifySentences.Of(rule, classify) + $"{Urgency(rule.Priority)}." :
        $"{(EventPhrase.When(rule.When) is { Length: > 0 } when ? $"When {when}, it" : "Everything else")} goes to {rule.Pool?.Sentence ?? rule.Agent ?? $"the people of {rule.Queue}"}{Urgency(rule.Priority)}.";

    public static string Of(CooldownRule rule)
    {
        var (after, span, actions) = (EventPhrase.After(rule.After), Spans.Of(rule.For), ActionPhrase.Of(rule.Blocks));
        return rule.Then switch
        {
            Verdict.Delay => $"After {after}, {actions.Waits(span)}.",
            Verdict.Escalate => $"For {span} after {after}, {actions.NeedsYes(APerson)}.",
            _ => $"For {span} after {after}, {actions.Never}.",
        };
    }

    public static string Of(HoldRule rule)
    {
        var actions = ActionPhrase.Of(rule.Blocks);
        return $"While {rule.While.Sentence}, {(rule.Then == Verdict.Escalate ? actions.NeedsYes(APerson) : actions.Never)}.";
    }

    public static string Of(CapRule rule)
    {
        var rest = rule.Then switch
        {
            Verdict.Delay => "the rest waits",
            Verdict.Escalate => "a person decides on the rest",
            _ => "the rest is not done",
        };
        return Sentence($"{ActionPhrase.Of(rule.Blocks).AtMost($"{Times(rule.Max)} {Per(rule.Per)}")}; {rest}.");
    }

    public static string Of(LoopRule rule)
    {
        var tasks = rule.Counts switch
        {
            LoopScope.Chain => "one chain of events",
            LoopScope.Customer => "one customer",
            _ => "one agent about one customer",
        };
        return $"When {rule.When.Sentence}, agents get at most {rule.Max} {(rule.Max == 1 ? "task" : "tasks")} of {tasks} within {Spans.Of(rule.Per)}; {(rule.Then == Verdict.Escalate ? $"before the next, {(rule.Queue is { } queue ? $"the people of {queue} are" : "a person is")} asked" : "the next is not given")}.";
    }

    public static string Of(QuietHoursRule rule)
    {
        var (actions, until) = (ActionPhrase.Of(rule.Blocks), Spans.Clock(rule.To));
        var zone = rule.TimeZone == "customer" ? "in the customer's time zone" : $"in {rule.TimeZone.Split('/')[^1].Replace('_', ' ')} time";
        var then = rule.Then switch
        {
            Verdict.Delay => $"{actions.Never}; it waits until {until}",
            Verdict.Escalate => actions.NeedsYes(APerson),
            _ => actions.Never,
        };
        return $"Between {Spans.Clock(rule.From)} and {until} {zone}, {then}.";
    }

    public static string Of(ApprovalRule rule) => Sentence($"{ActionPhrase.Of(rule.When).NeedsYes(rule.Queue)}.");

    public static string Of(GuardrailRule rule)
    {
        var actions = ActionPhrase.Of(rule.When);
        if (actions.Text is not { } text) return Sentence($"{(rule.Then == Verdict.Escalate ? actions.NeedsYes(rule.Queue ?? APerson) : actions.Never)}.");
        var then = rule.Then == Verdict.Escalate ? $"goes to {rule.Queue ?? APerson} first" : "is never sent";
        return $"A text that {text} {then}{actions.Circumstances}.";
    }

    public static string Of(PrecedenceRule rule)
    {
        var then = rule.Loser switch
        {
            Verdict.Delay => "the others wait",
            Verdict.Escalate => "a person decides on the others",
            _ => "the others do not",
        };
        return $"When several departments want to contact the same customer within {Spans.Of(rule.Window)}, the first of them in this order does, and {then}.";
    }

    public static string OfConsent(Verdict doNotContact) => doNotContact == Verdict.Escalate
        ? "A customer who wants no contact is contacted only when a person says yes."
        : "A customer who wants no contact is never contacted.";

    private const string APerson = "a person";

    private static string Sentence(string words) => Occurrences.Capital(words)!;

    private static string Urgency(Priority priority) => priority switch
    {
        Priority.Urgent => ", urgently",
        Priority.High => ", before others",
        Priority.Low => ", when there is time",
        _ => "",
    };

    private static string Times(int max) => max switch { 1 => "once", 2 => "twice", _ => $"{max} times" };

    private static string Per(CapWindow window) => window.Unit == CapWindow.Units.Rolling ? $"in {Spans.Of(window.Length)}" : $"a {window}";
}
