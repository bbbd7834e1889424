using Baton.Engine.Channels;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Channels;

/// <summary>The channels on which Baton itself reaches customers, and what customers are told when a person takes over.</summary>
internal static class ChannelEndpoints
{
    public static void MapChannels(this IEndpointRouteBuilder api)
    {
        var channels = api.MapGroup("/channels").WithTags("Channels");
        channels.MapGet("", (Caller caller, ChannelDesk desk) => Results.Json(new Page<ChannelItem>([.. desk.List(caller.Workspace).Select(ChannelItem.Of)], null))).Needs(Scopes.Read, Scopes.Admin)
            .WithSummary("Every channel, by name.")
            .Produces<Page<ChannelItem>>().Faults();
        channels.MapGet("/{name}", (string name, Caller caller, ChannelDesk desk) => desk.Find(caller.Workspace, name) is { } channel ? Results.Json(ChannelItem.Of(channel)) : Missing(name)).Needs(Scopes.Read, Scopes.Admin)
            .WithSummary("One channel as it is set up.")
            .Produces<ChannelItem>().Faults(404);
        channels.MapPut("/{name}", PutAsync).Needs(Scopes.Admin)
            .WithSummary("Sets up or changes a channel: actions of its kinds that agents leave to Baton, and what people answer, go out over it from then on.")
            .Takes<ChannelItem>().Produces<ChannelItem>(StatusCodes.Status201Created).Produces<ChannelItem>().Faults(400, 413, 415, 422, 503);
        channels.MapDelete("/{name}", DeleteAsync).Needs(Scopes.Admin)
            .WithSummary("Removes a channel.")
            .Produces(StatusCodes.Status204NoContent).Faults(404, 503);
        api.MapGet("/takeover-notice", (Caller caller, ChannelDesk desk) => Results.Json(new TakeoverNotice(desk.NoticeOf(caller.Workspace)))).Needs(Scopes.Read, Scopes.Admin).WithTags("Channels")
            .WithSummary("What customers are told when a person takes over.")
            .Produces<TakeoverNotice>().Faults();
        api.MapPut("/takeover-notice", NoticeAsync).Needs(Scopes.Admin).WithTags("Channels")
            .WithSummary("Says what customers are told when a person takes over; {person} stands for the person's name, null is for nothing.")
            .Takes<TakeoverNotice>().Produces<TakeoverNotice>().Faults(400, 413, 415, 422, 503);
    }

    private static async Task<IResult> PutAsync(string name, HttpRequest request, Caller caller, ChannelDesk desk, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var channel = await Sent.ReadAsync(request, body => ChannelBody.Read(body, name));
        var isNew = desk.Find(caller.Workspace, name) is null;
        await desk.DefineAsync(caller.Workspace, channel, by, CancellationToken.None);
        return Results.Json(ChannelItem.Of(channel), statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> DeleteAsync(string name, HttpRequest request, Caller caller, ChannelDesk desk, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        return await desk.RemoveAsync(caller.Workspace, name, by, CancellationToken.None) ? Results.NoContent() : Missing(name);
    }

    private static async Task<IResult> NoticeAsync(HttpRequest request, Caller caller, ChannelDesk desk, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var text = await Sent.ReadAsync(request, body => body.Text("text", max: ChannelDesk.LongestNotice));
        await desk.SetNoticeAsync(caller.Workspace, text, by, CancellationToken.None);
        return Results.Json(new TakeoverNotice(desk.NoticeOf(caller.Workspace)));
    }

    private static Problem Missing(string name) => Problem.Missing($"No channel is called {name} in this workspace.");
}

/// <summary>What customers are told when a person takes over.</summary>
/// <param name="Text">The words, where {person} stands for the person's name; null for nothing.</param>
internal sealed record TakeoverNotice(string? Text);
