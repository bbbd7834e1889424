using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Core.Arbitration;
using Baton.Core.Policies;
using Baton.Core.Rollouts;

namespace Baton.Core.Timeline;

/// <summary>Findings, by hand: a decision has one for every rule, and they are most of what the log writes.</summary>
internal sealed class FindingJson : JsonConverter<Finding>
{
    public override void Write(Utf8JsonWriter writer, Finding value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, value.Kind.Name());
        writer.WriteString("id"u8, value.Id);
        if (value.Matched) writer.WriteBoolean("matched"u8, true);
        if (value.Verdict is { } verdict) writer.WriteString("verdict"u8, verdict.Name());
        if (value.Until is { } until) writer.WriteString("until"u8, until);
        if (value.Mode == RuleMode.Shadow) writer.WriteString("mode"u8, "shadow"u8);
        if (value.Canary is { } group) writer.WriteString("canary"u8, group == CanaryGroup.Inside ? "inside"u8 : "outside"u8);
        if (value.Because is { } because) writer.WriteString("because"u8, because);
        writer.WriteEndObject();
    }

    public override Finding Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        var members = json.RootElement;
        return new Finding(members.GetProperty("kind").Deserialize<RuleKind>(options), members.GetProperty("id").GetString()!)
        {
            Matched = members.TryGetProperty("matched", out var matched) && matched.GetBoolean(),
            Verdict = members.TryGetProperty("verdict", out var verdict) ? VerdictWords.Parse(verdict.GetString()) : null,
            Until = members.TryGetProperty("until", out var until) ? until.GetDateTimeOffset() : null,
            Mode = members.TryGetProperty("mode", out var mode) && mode.ValueEquals("shadow"u8) ? RuleMode.Shadow : RuleMode.Enforced,
            Canary = members.TryGetProperty("canary", out var group) ? group.ValueEquals("inside"u8) ? CanaryGroup.Inside : CanaryGroup.Outside : null,
            Because = members.TryGetProperty("because", out var because) ? because.GetString() : null,
        };
    }
}
