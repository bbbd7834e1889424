using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Handoffs;

namespace Baton.Core.Messages;

/// <summary>The answer to a message: the output of its task, or what a person gave in its place.</summary>
public static class MessageReply
{
    /// <summary>The answer that an event gives; null when it gives none.</summary>
    /// <param name="e">A result, or the end of a handoff.</param>
    /// <param name="handoff">The handoff that it ends.</param>
    public static JsonElement? Of(Event e, OpenHandoff? handoff)
    {
        if (e.Type != EventTypes.HandoffResolved) return e.Data.Member("output");
        if (e.Data.Member("data") is { ValueKind: JsonValueKind.Object } data) return data;
        if (e.Data.Text("answer") is { Length: > 0 } answer) return Payload.Of(json => json.WriteString("text", answer));
        return handoff?.Held is { } held ? held.Member("output") : null;
    }

    /// <summary>The words in an answer, if it has some.</summary>
    public static string? TextOf(JsonElement? reply) =>
        reply is { } output ? output.Text("text") ?? output.Text("answer") ?? output.Text("reply") ?? output.Text("summary") ?? output.Text("message") : null;

    internal static string? TextOf(Event e) => TextOf(Of(e, handoff: null));

    /// <summary>Whether a person who ends a handoff answers the message with it.</summary>
    internal static bool IsGivenBy(Event e) => e.Data.Text("outcome") is { } outcome && (outcome is "approved" or "answered" || outcome != "rejected" && e.Data.Text("answer") is { Length: > 0 });
}
