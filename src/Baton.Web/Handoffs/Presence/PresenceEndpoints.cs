using Baton.Core.Handoffs.Offering;
using Baton.Engine.Handoffs.Presence;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Handoffs.Presence;

/// <summary>Who is here, for programs; and programs that say so for a person.</summary>
internal static class PresenceEndpoints
{
    private static readonly string[] States = ["available", "busy", "away"];

    public static void MapPresence(this IEndpointRouteBuilder api)
    {
        var presence = api.MapGroup("/presence").WithTags("Presence");
        presence.MapGet("", ListAsync).Needs(Scopes.Read, Scopes.Handoff)
            .WithSummary("Every member of the workspace, and whether they are available, busy or away now.")
            .Produces<Page<PresenceItem>>().Faults();
        presence.MapPut("", PutAsync).Needs(Scopes.Handoff)
            .WithSummary("Says for the person named in Baton-On-Behalf-Of what they are. They count as here for the time given, five minutes without one; 'away' ends that.")
            .Takes<PresenceRequest>().Produces<PresenceItem>().Faults(400, 422, 503);
    }

    private static async Task<IResult> ListAsync(Caller caller, Members members, PresenceBoard board)
    {
        var people = await members.ListAsync(caller.Workspace);
        return Results.Json(new Page<PresenceItem>([.. people.Select(person => PresenceItem.Of(board.Of(caller.Workspace, person.Email), person.Name))], null));
    }

    private static async Task<IResult> PutAsync(HttpRequest request, Caller caller, Members members, PresenceBoard board, PresenceDesk desk)
    {
        var person = await OnBehalf.PersonAsync(request, caller, members, Rights.Handle);
        var (state, time) = await Sent.ReadAsync(request, body => (body.Word("state", States, required: true), body.Duration("for", TimeSpan.FromSeconds(1), PresenceDesk.LongestWord)));
        var chosen = Enum.Parse<Availability>(state!, ignoreCase: true);
        await desk.ChooseAsync(caller.Workspace, person, chosen);
        await desk.HoldAsync(caller.Workspace, person, chosen == Availability.Away ? TimeSpan.Zero : time ?? PresenceDesk.TimeOfWord);
        return Results.Json(PresenceItem.Of(board.Of(caller.Workspace, person), (await members.FindAsync(person, caller.Workspace))!.Name));
    }
}

/// <summary>What a person is.</summary>
/// <param name="State"><c>available</c>, <c>busy</c> or <c>away</c>.</param>
/// <param name="For">For how long they count as here without a browser, as an ISO 8601 duration up to twelve hours.</param>
internal sealed record PresenceRequest(string State, string? For);

/// <summary>Whether a person is here.</summary>
/// <param name="Person">Their e-mail.</param>
/// <param name="Name">Their name.</param>
/// <param name="State">What they are now: <c>away</c> when nothing of theirs is connected, whatever they chose.</param>
/// <param name="Chosen">What they chose to be while they are here.</param>
/// <param name="Since">Since when they are what they are now; left out for somebody who was never here.</param>
internal sealed record PresenceItem(string Person, string Name, string State, string Chosen, DateTimeOffset? Since)
{
    public static PresenceItem Of(PersonPresence presence, string name) => new(presence.Person, name, PresenceDesk.WordOf(presence.State), PresenceDesk.WordOf(presence.Chosen), presence.Since);
}
