using System.Text.Json;
using Baton.Core.Handoffs;
using Baton.Engine.Handoffs;

namespace Baton.Web.Handoffs;

/// <summary>What could not be interpreted, as it came: then the words of others do not help, one must see it.</summary>
internal static class RawInput
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The data of the event, indented; null for cases that came another way.</summary>
    public static string? Of(HandoffCase handoff) =>
        handoff.Cause == HandoffCause.Uninterpretable && handoff.Chain is [{ Data: { } data }, ..] ? JsonSerializer.Serialize(JsonElement.Parse(data), Indented) : null;
}
