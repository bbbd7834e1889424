using Baton.Core.Agents;
using Baton.Core.Timeline;

namespace Baton.Core.Policies;

/// <summary>Rules on how urgent handoffs are, in words.</summary>
internal static class TriageSentences
{
    public static string Of(TriageRule rule) => $"When {rule.When.Sentence}, a handoff {string.Join(" and ", Does(rule))}.";

    public static string Effect(TriageRule rule) => $"{rule.Name ?? Occurrences.Capital(rule.Id.Replace('-', ' '))}: {string.Join(", ", Brief(rule))}.";

    private static IEnumerable<string> Does(TriageRule rule)
    {
        if (rule.Priority is { } priority) yield return $"is {Word(priority)}";
        if (rule.Queue is { } queue) yield return $"goes to the people of {queue}";
        if (rule.ClaimWithin is { } within) yield return $"is taken by a person within {Spans.Of(within)}";
    }

    private static IEnumerable<string> Brief(TriageRule rule)
    {
        if (rule.Priority is { } priority) yield return Word(priority);
        if (rule.Queue is { } queue) yield return $"for {queue}";
        if (rule.ClaimWithin is { } within) yield return $"to be taken within {Spans.Of(within)}";
    }

    private static string Word(Priority priority) => priority switch
    {
        Priority.Urgent => "urgent",
        Priority.High => "of high priority",
        Priority.Normal => "of usual priority",
        _ => "of low priority",
    };
}
