using System.Text.Json.Nodes;
using Baton.Core.Arbitration;
using Baton.Core.Policies;

namespace Baton.Web.Policies.Editing;

/// <summary>What is missing or wrong, for somebody who sees fields and not a document.</summary>
public static class FaultWords
{
    /// <summary>What to do about a fault of a rule's member.</summary>
    public static string Of(RuleKind kind, Fault fault) => (kind, fault.Pointer) switch
    {
        (RuleKind.Routing, "/to" or "/to/agent" or "/to/queue") => "Choose the agent or the queue that gets it.",
        (RuleKind.Routing, var place) when place.StartsWith("/to/pool", StringComparison.Ordinal) => OfPool(place, fault.Detail),
        (_, "/classify/model") => "Choose a model.",
        (_, "/classify/is") => "Give at least one label that it looks for.",
        (_, "/classify/minConfidence") => "Give from 0 to 100 %.",
        (_, var place) when place.StartsWith("/classify/else", StringComparison.Ordinal) => "Choose who looks at what the model is not sure of.",
        (_, "/for" or "/window" or "/urgent" or "/high" or "/normal" or "/low") => "Give a time above zero and up to 400 days.",
        (RuleKind.Triage, "/priority") => "Choose how urgent it is, a queue, or a time: something must be so.",
        (_, "/claimWithin") => "Give a time above zero and up to 400 days.",
        (RuleKind.Loop, "/max") => "Give a whole number from 1 to 200.",
        (RuleKind.Loop, "/per") => "Give a time above zero and up to a day.",
        (_, "/max") => "Give a whole number from 1 to 500.",
        (_, "/per") => "Give a time above zero and up to 400 days, or choose the day, week or month.",
        (RuleKind.QuietHours, "/to") when fault.Detail.Contains("same time", StringComparison.Ordinal) => "The quiet begins and ends at the same time: there would be none.",
        (RuleKind.QuietHours, "/from" or "/to") => "Give a time of day.",
        (_, "/timeZone") => "Choose a time zone such as Europe/Berlin.",
        (_, "/queue") => "Name a queue, with up to 64 letters.",
        (_, "/name") => "Use up to 200 letters.",
        (_, "/description") => "Use up to 2,000 letters.",
        (_, "/id") when fault.Detail.Contains("missing", StringComparison.Ordinal) => "Give it an id.",
        _ => fault.Detail,
    };

    /// <summary>What to do about a fault of a comparison.</summary>
    /// <param name="comparison">The comparison as far as it is filled in.</param>
    /// <param name="fault">The fault.</param>
    public static string Of(JsonObject comparison, Fault fault)
    {
        if (fault.Pointer.EndsWith("/field", StringComparison.Ordinal)) return ConditionTree.TextOf(comparison, "field") is { Length: > 0 } path ? $"There is no field “{path}”." : "Choose a field.";
        if (fault.Pointer.EndsWith("/op", StringComparison.Ordinal)) return "Choose how it is compared.";
        if (!fault.Pointer.EndsWith("/value", StringComparison.Ordinal)) return fault.Detail;
        return comparison["value"] switch
        {
            null => "Give a value.",
            JsonArray { Count: 0 } => "Give at least one value.",
            _ => fault.Detail,
        };
    }

    private static string OfPool(string place, string detail) => place[(place.LastIndexOf('/') + 1)..] switch
    {
        "agents" when detail.Contains("twice", StringComparison.Ordinal) => detail,
        "agents" or "agent" => "Choose an agent.",
        "weight" => "Give a weight from 1 to 100.",
        "atOnce" => "Give from 1 to 10,000 at once, or nothing for no limit.",
        "else" => "Choose where work goes that none of them can take.",
        _ => detail,
    };

    /// <summary>Whether something is only not there yet, which is no mistake.</summary>
    public static bool IsGap(string words) => words.StartsWith("Give ", StringComparison.Ordinal) || words.StartsWith("Choose ", StringComparison.Ordinal) || words.StartsWith("Add ", StringComparison.Ordinal);
}
