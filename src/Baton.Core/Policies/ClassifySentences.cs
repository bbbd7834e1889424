using System.Globalization;
using Baton.Core.Conditions;

namespace Baton.Core.Policies;

/// <summary>Routing rules that ask a classifier, as sentences.</summary>
internal static class ClassifySentences
{
    private const int MostLabels = 6;

    /// <summary>The sentence of a rule, without its urgency and full stop.</summary>
    public static string Of(RoutingRule rule, ClassifyClause classify)
    {
        var when = EventPhrase.When(rule.When) is { Length: > 0 } said ? $"When {said} and " : "When ";
        var sure = string.Create(CultureInfo.InvariantCulture, $"(model {classify.Model}, at least {classify.MinConfidence * 100:0.#}% sure)");
        var unsure = classify.Else is { } queue ? $"when the model is not sure, to the people of {queue}" : "when the model is not sure, the next rule decides";
        return classify.Targets is { } targets
            ? $"{when}what it is about is known {sure}, {Listed(classify, targets)}; {unsure}"
            : $"{when}it is about {Words.Listed([.. classify.Labels.Take(MostLabels).Select(label => $"“{label}”")], "or")}{More(classify)} {sure}, it goes to {rule.Agent ?? $"the people of {rule.Queue}"}; {unsure}";
    }

    private static string Listed(ClassifyClause classify, IReadOnlyDictionary<string, RouteTarget> targets)
    {
        var places = classify.Labels.GroupBy(label => targets[label]).Select(place => $"{Words.Listed([.. place.Take(MostLabels).Select(label => $"“{label}”")], "and")} {(place.Count() == 1 ? "goes" : "go")} to {place.Key}");
        return string.Join(", ", places.Take(MostLabels)) + More(classify);
    }

    private static string More(ClassifyClause classify) => classify.Labels.Length > MostLabels ? $" and so on ({classify.Labels.Length} labels)" : "";
}
