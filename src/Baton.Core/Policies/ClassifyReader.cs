using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Classification;
using Baton.Core.Conditions;

namespace Baton.Core.Policies;

/// <summary>Reads what a routing rule asks a classifier: <c>classify</c>, and <c>to.label</c> where the target depends on the answer.</summary>
internal static class ClassifyReader
{
    private const int MostLabels = 500;
    private const int LongestLabel = LabelledText.LongestLabel;

    /// <summary>Reads the member <c>classify</c> of a rule; null without one.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="targets">What <c>to.label</c> says, if it is there.</param>
    public static ClassifyClause? Read(RuleJson rule, IReadOnlyDictionary<string, RouteTarget>? targets)
    {
        if (rule.Object("classify") is not { } json)
        {
            if (targets is not null) rule.Wrong("to", "'to.label' needs 'classify', which says what model finds the label.");
            return null;
        }

        var labels = Labels(json);
        if (labels is null == targets is null) json.Wrong("is", "Say for which labels in 'is', or where each label goes in 'to.label'; one of the two.");
        var clause = new ClassifyClause
        {
            Model = json.Text("model", required: true, max: 64) ?? "?",
            MinConfidence = json.Share("minConfidence", ClassifyClause.UsualConfidence),
            Text = TextOf(json),
            Labels = labels ?? [.. (targets?.Keys ?? []).Order(StringComparer.Ordinal)],
            Targets = targets?.ToFrozenDictionary(StringComparer.Ordinal),
            Else = Else(json),
        };
        json.NothingElse();
        return clause;
    }

    /// <summary>Reads <c>to.label</c>: an object from labels to targets; null without one.</summary>
    public static IReadOnlyDictionary<string, RouteTarget>? Targets(RuleJson to)
    {
        if (to.Object("label") is not { } json) return null;
        var targets = new Dictionary<string, RouteTarget>(StringComparer.Ordinal);
        foreach (var label in json.Names())
        {
            if (label.Length is 0 or > LongestLabel || targets.Count >= MostLabels)
            {
                json.Wrong(label, $"A label has 1 to {LongestLabel} characters, and there are at most {MostLabels}.");
                break;
            }

            if (json.Object(label) is { } target) targets[label] = Target(json, label, target);
        }

        if (targets.Count == 0) to.Wrong("label", "'label' names at least one label and where it goes.");
        return targets;
    }

    private static RouteTarget Target(RuleJson parent, string name, RuleJson json)
    {
        var target = new RouteTarget(json.Text("agent", max: 64), json.Text("queue", max: 64));
        json.NothingElse();
        if (target.Agent is null == target.Queue is null) parent.Wrong(name, "This names one agent or one queue.");
        return target;
    }

    private static ImmutableArray<string>? Labels(RuleJson json)
    {
        if (json.Member("is") is not { } list) return null;
        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() is > 0 and <= MostLabels && list.EnumerateArray().All(l => l.ValueKind == JsonValueKind.String && l.GetString() is { Length: > 0 and <= LongestLabel }))
            return [.. list.EnumerateArray().Select(l => l.GetString()!).Distinct(StringComparer.Ordinal)];
        json.Wrong("is", $"'is' must be a list of 1 to {MostLabels} labels.");
        return [];
    }

    private static Field TextOf(RuleJson json)
    {
        var path = json.Text("text") ?? "event.text";
        if (path.StartsWith("event.", StringComparison.Ordinal) && Field.Find(path, out _) is { } field) return field;
        json.Wrong("text", $"'{path}' is no field of the event. Use event.text, or event.data and what follows.");
        return Field.Find("event.text", out _)!;
    }

    // What is not said goes on to the next rule.
    private static string? Else(RuleJson json)
    {
        if (json.Member("else") is not { } value || value.ValueKind == JsonValueKind.String && value.ValueEquals("next")) return null;
        if (value.ValueKind == JsonValueKind.Object && json.Object("else") is { } place)
        {
            var queue = place.Text("queue", required: true, max: 64);
            place.NothingElse();
            return queue;
        }

        json.Wrong("else", "'else' is \"next\", or an object that names a 'queue' of people.");
        return null;
    }
}
