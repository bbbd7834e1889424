using System.Text.Json;
using Baton.Core.Conditions;
using Baton.Core.Timeline;

namespace Baton.Core.Policies.Linting;

/// <summary>What conditions ask about: fields that mean something where they stand, that were seen, with operators and values that fit.</summary>
internal static class FieldLint
{
    // How often an event, an action or a customer was looked at before it says something that a field was never there.
    private const int Much = 200;

    public static void Look(LintRun run)
    {
        foreach (var site in run.Enabled.SelectMany(s => s.Conditions))
        {
            foreach (var (comparison, pointer) in site.Comparisons()) Look(run, site, comparison, pointer);
        }
    }

    private static void Look(LintRun run, ConditionSite site, Comparison comparison, string pointer)
    {
        var field = comparison.Field.Info;
        if (!field.MeansSomethingIn(site.Place)) Meaningless(run, site, field, pointer);
        else if (site.Place == ConditionPlace.HoldWhile && field.Subject is FieldSubject.Action or FieldSubject.Agent) OnAction(run, site, field, pointer);
        else if (field.IsFree && run.World.Observed is { Fields.Count: > 0 } seen && seen.Of(field) is null) Unseen(run, site, field, pointer, seen);
        else Misfit(run, site, comparison, run.World.Observed?.Typed(field) ?? field, pointer);
    }

    private static void Meaningless(LintRun run, ConditionSite site, FieldInfo field, string pointer)
    {
        // The same of what can be seen there, if there is such a thing: the text of the event where the rule asks for that of the action.
        var other = (field.Subject == FieldSubject.Event ? "action." : "event.") + field.Path[(field.Path.IndexOf('.', StringComparison.Ordinal) + 1)..];
        var there = FieldCatalogue.Find(other) is { } found && found.MeansSomethingIn(site.Place) ? other : null;
        run.Add(new LintFinding(LintKind.FieldMeaningless, pointer + "/field", $"Rule {site.Rule.Rule.Id} asks for {field.Path}, which is never known in {site.Place.Name()}.", LintGrounds.Document)
        {
            Rules = [site.Rule.Key],
            Fix = there is null ? null : new LintFix($"Ask for {there}", [DocumentEdit.Set(pointer + "/field", there)]),
        });
    }

    private static void OnAction(LintRun run, ConditionSite site, FieldInfo field, string pointer) =>
        run.Add(new LintFinding(LintKind.HoldOnAction, pointer + "/field", $"Hold {site.Rule.Rule.Id} asks for {field.Path} in what keeps it in force, so that it is not shown among the customer's holds; ask for it in what it blocks.", LintGrounds.Document) { Rules = [site.Rule.Key] });

    private static void Unseen(LintRun run, ConditionSite site, FieldInfo field, string pointer, ObservedFields seen)
    {
        // Misspelt, when what lies beside it is spelt almost so; without such a neighbour it is only odd once much was seen.
        var beside = seen.Fields.Where(f => Parent(f.Key) == Parent(field.Key)).ToDictionary(f => f.Key[(Parent(f.Key).Length + 1)..], f => f.Value.Path, StringComparer.Ordinal);
        var near = Nearest.Of(field.Key[(Parent(field.Key).Length + 1)..], beside.Keys) is { } name ? beside[name] : null;
        if (near is null && seen.Fields.Values.Where(f => FieldCatalogue.Find(f.Path)?.Subject == field.Subject).Select(f => f.Times).DefaultIfEmpty().Max() < Much) return;
        run.Add(new LintFinding(LintKind.FieldUnseen, pointer + "/field", $"Rule {site.Rule.Rule.Id} asks for {field.Path}, which was never there in what was recorded{(near is null ? "" : $"; {near} was")}.", LintGrounds.Recorded)
        {
            Rules = [site.Rule.Key],
            Fix = near is null ? null : new LintFix($"Ask for {near}", [DocumentEdit.Set(pointer + "/field", near)]),
        });
    }

    private static string Parent(string key) => key[..key.LastIndexOf('.')];

    private static void Misfit(LintRun run, ConditionSite site, Comparison comparison, FieldInfo field, string pointer)
    {
        var grounds = field.IsFree && field.Type != comparison.Field.Info.Type ? LintGrounds.Recorded : LintGrounds.Document;
        if (!comparison.Operator.Fits(field.Type))
        {
            var fitting = Instead(comparison.Operator, field.Type);
            run.Add(new LintFinding(LintKind.OperatorMisfit, pointer + "/op", $"Rule {site.Rule.Rule.Id} compares {field.Path}, {Of(field.Type)}, with {Name(comparison.Operator)}, which does not fit.", grounds)
            {
                Rules = [site.Rule.Key],
                Fix = fitting is null ? null : new LintFix($"Use {Name(fitting.Value)}", [DocumentEdit.Set(pointer + "/op", Name(fitting.Value))]),
            });
        }
        else if (Values(comparison).Any(v => !CanBe(v, field.Type)))
        {
            run.Add(new LintFinding(LintKind.OperatorMisfit, pointer + "/value", $"Rule {site.Rule.Rule.Id} compares {field.Path}, {Of(field.Type)}, with {Words.OfValue(comparison.Value)}, which it can never be.", grounds) { Rules = [site.Rule.Key] });
        }
    }

    private static Operator? Instead(Operator op, FieldType type) => (op, type) switch
    {
        (Operator.Eq, FieldType.Time) => Operator.Gte,
        (Operator.Eq, FieldType.List) => Operator.Contains,
        (Operator.In, FieldType.List) => Operator.ContainsAny,
        (Operator.Contains or Operator.StartsWith, FieldType.Number or FieldType.Flag) => Operator.Eq,
        _ => null,
    };

    private static IEnumerable<JsonElement> Values(Comparison comparison) => comparison.Operator switch
    {
        Operator.Exists => [],
        Operator.In or Operator.NotIn or Operator.ContainsAny => comparison.Value.EnumerateArray(),
        _ => [comparison.Value],
    };

    private static bool CanBe(JsonElement value, FieldType type) => type switch
    {
        FieldType.Text => value.ValueKind == JsonValueKind.String,
        FieldType.Number => value.ValueKind == JsonValueKind.Number,
        FieldType.Time => value.ValueKind == JsonValueKind.String && Rfc3339.Read(value.GetString()) is not null,
        FieldType.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => true,
    };

    private static string Of(FieldType type) => type switch
    {
        FieldType.Text => "a text",
        FieldType.Number => "a number",
        FieldType.Time => "a time",
        FieldType.Flag => "true or false",
        FieldType.List => "a list",
        _ => "anything",
    };

    private static string Name(Operator op) => JsonNamingPolicy.CamelCase.ConvertName(op.ToString());
}
