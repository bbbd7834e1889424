using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Pipeline;

namespace Baton.Engine.Handoffs;

/// <summary>The ends of handoffs as inputs: of one, and of those that were merged into it, all in one commit.</summary>
internal static class Resolutions
{
    /// <summary>The end of a handoff and, only if it is admitted, of those that are part of it.</summary>
    /// <param name="handoff">The handoff.</param>
    /// <param name="by">Who ends it.</param>
    /// <param name="end">The members of its end, without its id.</param>
    /// <param name="merged">The handoffs that are part of it.</param>
    /// <param name="ending">The claim in which the end began, when it comes due only now.</param>
    public static IReadOnlyList<Input> InputsOf(string handoff, Actor by, JsonElement end, IEnumerable<OpenHandoff> merged, int? ending = null) =>
        [InputOf(handoff, by, end, with: null, ending), .. merged.Select(m => InputOf(m.Id, by, end, with: handoff, m.Claims) with { FollowsFirst = true })];

    private static Input InputOf(string handoff, Actor by, JsonElement end, string? with, int? claims) => Input.Act("baton/handoffs", EventTypes.HandoffResolved, by, Payload.Of(json =>
    {
        json.WriteString("handoff", handoff);
        foreach (var member in end.EnumerateObject()) if (with is null || member.Name != "answer") member.WriteTo(json); // the customer is answered once
        if (with is not null) json.WriteString("with", with);
        if (claims is { } number) json.WriteNumber("claims", number);
    })) with { Customer = HandoffId.CustomerOf(handoff) };
}
