using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Events;

namespace Baton.Core.Handoffs.Briefs;

/// <summary>What a model is given of a case, in which form it answers, and which of its claims are kept: those that name events of the case.</summary>
public static class ModelClaims
{
    private const int MostEvents = 120;
    private const int LongestText = 1_200;
    private const int LongestClaim = 320;

    /// <summary>The form of the answer.</summary>
    public static JsonElement Schema { get; } = JsonElement.Parse(
        """{"type":"object","properties":{"claims":{"type":"array","items":{"type":"object","properties":{"text":{"type":"string"},"events":{"type":"array","items":{"type":"integer"}}},"required":["text","events"],"additionalProperties":false}}},"required":["claims"],"additionalProperties":false}""");

    /// <summary>What the model is to do, after its own instructions.</summary>
    public const string Task = """
        Sum up this case for the person who takes it over, so that the customer is not asked anything again.
        At most eight claims, each one short sentence, the most important first: who the customer is, what they want, why it came to a person, what they asked that nobody answered, what they were promised, what was tried and how it went, what they have given already, how their mood changed.
        Each claim names in "events" the numbers of the events it rests on. Claim nothing that stands in no event.
        """;

    /// <summary>The case as data.</summary>
    public static JsonElement Briefing(CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return JsonSerializer.SerializeToElement(new JsonObject
        {
            ["case"] = new JsonObject { ["reason"] = file.Reason, ["openedBy"] = file.Opened, ["customer"] = file.CustomerName },
            ["events"] = new JsonArray([.. file.Log.TakeLast(MostEvents).Select(Row)]),
        });
    }

    /// <summary>The claims that name events of the case, and how many did not.</summary>
    public static (IReadOnlyList<BriefLine> Kept, int Dropped) Read(JsonElement? output, CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (output?.Member("claims") is not { ValueKind: JsonValueKind.Array } claims) return ([], 0);
        var known = file.Log.Select(e => e.Event.Seq).Append(file.Opened).ToHashSet();
        var all = claims.EnumerateArray().Select(claim => LineOf(claim, known)).ToList();
        var kept = all.OfType<BriefLine>().Take(BriefWriter.MostLines).ToList();
        return (kept, all.Count(line => line is null));
    }

    private static BriefLine? LineOf(JsonElement claim, HashSet<long> known)
    {
        if (claim.Text("text") is not { } text || Quote.Cut(Quote.Plain(text), LongestClaim) is not { Length: > 0 } plain || claim.Member("events") is not { ValueKind: JsonValueKind.Array } events) return null;
        var seqs = events.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Number && e.TryGetInt64(out var seq) ? seq : -1).Distinct().ToList();
        return seqs.Count > 0 && seqs.TrueForAll(known.Contains) ? new BriefLine(BriefKind.Other, plain, seqs) : null;
    }

    private static JsonObject Row(CaseEvent of)
    {
        var e = of.Event;
        var row = new JsonObject { ["event"] = e.Seq, ["what"] = e.Type, ["by"] = e.Actor.Name, ["at"] = e.Time.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) };
        var text = e.Text ?? e.Data.Text("answer") ?? e.Data.Text("detail") ?? e.Data.Text("note");
        if (text is not null) row["text"] = Quote.Cut(Quote.Plain(text), LongestText);
        if (of.Verdict is not null) row["verdict"] = of.Verdict;
        if (e.Data.Member("attributes") is { ValueKind: JsonValueKind.Object } attributes) row["attributes"] = JsonNode.Parse(attributes.GetRawText());
        return row;
    }
}
