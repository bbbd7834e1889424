using System.Text.Json;
using Baton.Engine.Alerts;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Alerts;

/// <summary>A place where alerts go, and how it stands.</summary>
internal sealed record AlertItem(AlertStanding Standing)
{
    /// <summary>Its name.</summary>
    public string Name => Standing.Route.Name;

    /// <summary>The address of the webhook, without what a credential keeps of it.</summary>
    public Uri? Address => Standing.Route.Address;

    /// <summary>The credential whose value ends the address.</summary>
    public string? Credential => Standing.Route.Credential;

    /// <summary>The channel by which it goes instead.</summary>
    public string? Channel => Standing.Route.Channel;

    /// <summary>To whom it goes over the channel.</summary>
    public string? To => Standing.Route.To;

    /// <summary>What it is told of; everything when there is none.</summary>
    public IReadOnlyList<string> Kinds => [.. Standing.Route.Kinds.Select(k => JsonNamingPolicy.CamelCase.ConvertName(k.ToString()))];

    /// <summary>The queues that it is told of; every one when there is none.</summary>
    public IReadOnlyList<string> Queues => Standing.Route.Queues;

    /// <summary>The pause after an alert, in minutes.</summary>
    public int Minutes => Standing.Route.Minutes;

    /// <summary>When something was last sent there.</summary>
    public DateTimeOffset? Sent => Standing.Sent;

    /// <summary>How many notices wait to be sent.</summary>
    public int Waiting => Standing.Waiting;

    /// <summary>What went wrong last; null when it went well.</summary>
    public string? Fault => Standing.Fault;

    /// <summary>When it is tried again after a fault.</summary>
    public DateTimeOffset? NextTry => Standing.NextTry;

    [System.Text.Json.Serialization.JsonIgnore]
    public AlertStanding Standing { get; init; } = Standing;
}

/// <summary>How a test went.</summary>
/// <param name="Sent">Whether it went out.</param>
/// <param name="Fault">What went wrong.</param>
internal sealed record AlertTest(bool Sent, string? Fault);

/// <summary>Where alerts go.</summary>
internal static class AlertEndpoints
{
    public static void MapAlerts(this IEndpointRouteBuilder api)
    {
        var alerts = api.MapGroup("/alerts").WithTags("Alerts");
        alerts.MapGet("", ListAsync).Needs(Scopes.Admin)
            .WithSummary("Where alerts of late cases and failing agents go, and how each place stands: when it was last told, what waits, what went wrong.")
            .Produces<Page<AlertItem>>().Faults();
        alerts.MapPut("/{name}", PutAsync).Needs(Scopes.Admin)
            .WithSummary("Puts a place where alerts go: a Slack-compatible webhook, or somebody over a channel. It is told of what happens from now on, all that comes within its pause in one message, and again until it went well.")
            .Takes<AlertRequest>().Produces<AlertItem>().Faults(400, 413, 415, 422, 503);
        alerts.MapPost("/{name}/test", TestAsync).Needs(Scopes.Admin)
            .WithSummary("Sends a test to a place at once, and says how that went.")
            .Produces<AlertTest>().Faults(404);
        alerts.MapDelete("/{name}", DeleteAsync).Needs(Scopes.Admin)
            .WithSummary("Removes a place: no more alerts go there.")
            .Produces(StatusCodes.Status204NoContent).Faults(404, 503);
    }

    private static async Task<IResult> ListAsync(Caller caller, AlertDesk desk) => Results.Json(new Page<AlertItem>([.. (await desk.ListAsync(caller.Workspace)).Select(s => new AlertItem(s))], null));

    private static async Task<IResult> PutAsync(string name, HttpRequest request, Caller caller, AlertDesk desk, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var route = await Sent.ReadAsync(request, body => AlertBody.Read(body, name));
        try
        {
            await desk.PutAsync(caller.Workspace, route, by, CancellationToken.None);
        }
        catch (ArgumentException fault)
        {
            return Problem.Wrong("/name", fault.Message);
        }

        return Results.Json(new AlertItem((await desk.ListAsync(caller.Workspace)).First(s => s.Route.Name == name)));
    }

    private static async Task<IResult> TestAsync(string name, Caller caller, AlertDesk desk, CancellationToken cancel)
    {
        if ((await desk.ListAsync(caller.Workspace, cancel)).FirstOrDefault(s => s.Route.Name == name) is not { } known) return Missing(name);
        var fault = await desk.TestAsync(caller.Workspace, known.Route, cancel);
        return Results.Json(new AlertTest(fault is null, fault));
    }

    private static async Task<IResult> DeleteAsync(string name, HttpRequest request, Caller caller, AlertDesk desk, Members members) =>
        await desk.RemoveAsync(caller.Workspace, name, await OnBehalf.ActorAsync(request, caller, members, Rights.Admin), CancellationToken.None) ? Results.NoContent() : Missing(name);

    private static Problem Missing(string name) => Problem.Missing($"There is no place called {name} where alerts go.");
}
