using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Handoffs;

namespace Baton.Engine.Handoffs;

/// <summary>How a person ends a handoff.</summary>
/// <param name="Outcome">In what way.</param>
public sealed record Resolution(HandoffOutcome Outcome)
{
    /// <summary>The answer to the customer.</summary>
    public string? Answer { get; init; }

    /// <summary>The channel on which the answer goes out; null for the one on which the customer is answered.</summary>
    public string? Channel { get; init; }

    /// <summary>A note for colleagues.</summary>
    public string? Note { get; init; }

    /// <summary>What to go on with in place of a held result's output, as an object.</summary>
    public JsonElement Data { get; init; }

    /// <summary>The agent to whom it goes back.</summary>
    public string? Agent { get; init; }

    /// <summary>What the customer wrote, for the agent to whom it goes back.</summary>
    public string? About { get; init; }

    internal JsonElement ToJson() => Payload.Of(json =>
    {
        json.WriteString("outcome", JsonNamingPolicy.CamelCase.ConvertName(Outcome.ToString()));
        foreach (var (name, value) in new[] { ("answer", Answer), ("channel", Channel), ("note", Note), ("agent", Agent), ("text", About) }) if (value is not null) json.WriteString(name, value);
        if (Data.ValueKind != JsonValueKind.Object) return;
        json.WritePropertyName("data");
        Data.WriteTo(json);
    });
}
