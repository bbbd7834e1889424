using System.Text.Json;
using Baton.Core.Timeline;

namespace Baton.Core.Conditions;

/// <summary>A comparison in words, or its opposite.</summary>
internal static class ComparisonWords
{
    public static string Say(Comparison comparison, bool negated) =>
        OfOpen(comparison, negated) ?? OfCustomer(comparison, negated) ?? OfActor(comparison, negated) ?? OfPresence(comparison, negated) ?? OfFlag(comparison, negated) ?? InGeneral(comparison, negated);

    private static string InGeneral(Comparison comparison, bool negated) => $"{Words.Of(comparison.Field.Path)} {Verb(comparison, negated)} {Words.OfValue(comparison.Value)}";

    private static string Verb(Comparison comparison, bool negated)
    {
        var time = Rfc3339.Read(comparison.Value.ValueKind == JsonValueKind.String ? comparison.Value.GetString() : null) is not null;
        var several = comparison.Field.Path is [.., not ('s' or 'u'), 's'];
        return comparison.Operator switch
        {
            Operator.Eq or Operator.In => negated ? "is not" : "is",
            Operator.Ne or Operator.NotIn => negated ? "is" : "is not",
            Operator.Gt => (negated ? "is not " : "is ") + (time ? "after" : "over"),
            Operator.Gte => time ? negated ? "is before" : "is not before" : negated ? "is under" : "is at least",
            Operator.Lt => time ? negated ? "is not before" : "is before" : negated ? "is at least" : "is under",
            Operator.Lte => time ? negated ? "is after" : "is not after" : negated ? "is over" : "is at most",
            Operator.Contains => negated ? several ? "do not contain" : "does not contain" : several ? "contain" : "contains",
            Operator.ContainsAny => $"{(several ? "contain" : "contains")} {(negated ? "none" : "one")} of",
            Operator.StartsWith => negated ? "does not begin with" : "begins with",
            Operator.EndsWith => negated ? "does not end with" : "ends with",
            _ => negated ? "does not match the pattern" : "matches the pattern",
        };
    }

    // Counts of what is open, when the question is only whether there is any.
    private static string? OfOpen(Comparison comparison, bool negated)
    {
        var what = comparison.Field.Path switch
        {
            "customer.openHandoffs" => "open handoff",
            "customer.openCases" => "open case",
            "customer.openTasks" => "open task",
            _ => null,
        };
        if (what is null || comparison.Value.ValueKind != JsonValueKind.Number) return null;
        bool? any = (comparison.Operator, comparison.Value.GetRawText()) switch
        {
            (Operator.Gt or Operator.Ne, "0") or (Operator.Gte, "1") => true,
            (Operator.Eq or Operator.Lte, "0") or (Operator.Lt, "1") => false,
            _ => null,
        };
        return any is null ? null : $"the customer has {(any.Value != negated ? "an" : "no")} {what}";
    }

    // What people say otherwise than "the customer's such and such is so and so".
    private static string? OfCustomer(Comparison comparison, bool negated)
    {
        var field = comparison.Field.Info;
        var not = negated ? "not " : "";
        if (field.Key == "customer.attributes.PLAN" && Policies.Comparisons.Texts(comparison) is { } plans)
        {
            var named = Words.Listed([.. plans.Select(Words.Plain)], "or");
            if (comparison.Operator is Operator.Eq or Operator.In) return $"the customer is {not}on the {named} plan";
            if (comparison.Operator is Operator.Ne or Operator.NotIn && !negated) return $"the customer is on another plan than {named}";
        }

        if (comparison.Operator is not (Operator.Eq or Operator.Ne) || comparison.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return null;
        var yes = comparison.Value.ValueKind == JsonValueKind.True == (comparison.Operator == Operator.Eq);
        if (field.Path == "customer.doNotContact") return yes != negated ? "the customer wants no contact" : "the customer may be contacted";
        if (field.Key.StartsWith("customer.attributes.", StringComparison.Ordinal)) return comparison.Operator == Operator.Eq ? $"the customer is {not}marked {(yes ? "" : "as not ")}{field.Name}" : null;
        if (!field.Key.StartsWith("customer.consent.", StringComparison.Ordinal)) return null;
        var purpose = Words.Name(field.Path["customer.consent.".Length..]);
        return (yes, negated) switch
        {
            (true, false) => $"the customer has agreed to {purpose}",
            (true, true) => $"the customer has not agreed to {purpose}",
            (false, false) => $"the customer has refused {purpose}",
            _ => $"the customer has not refused {purpose}",
        };
    }

    private static string? OfActor(Comparison comparison, bool negated)
    {
        if (comparison.Field.Path != "event.actor" || comparison.Operator != Operator.Eq || Policies.Comparisons.Text(comparison) is not { } kind) return null;
        var who = kind.ToUpperInvariant() switch { "CHANNEL" => "a channel", "AGENT" => "an agent", "PERSON" => "a person", "BATON" => "Baton", _ => null };
        return who is null ? null : negated ? $"it does not come from {who}" : $"it comes from {who}";
    }

    private static string? OfPresence(Comparison comparison, bool negated) => comparison.Operator != Operator.Exists ? null
        : $"{Words.Of(comparison.Field.Path)} is {(comparison.Value.ValueKind == JsonValueKind.False == negated ? "" : "not ")}known";

    private static string? OfFlag(Comparison comparison, bool negated)
    {
        if (comparison.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False) || comparison.Operator is not (Operator.Eq or Operator.Ne)) return null;
        var yes = comparison.Value.ValueKind == JsonValueKind.True == (comparison.Operator == Operator.Eq);
        return $"{Words.Of(comparison.Field.Path)} is {(negated ? "not " : "")}{(yes ? "true" : "false")}";
    }
}
