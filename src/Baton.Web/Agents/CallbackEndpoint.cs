using System.Diagnostics;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Calling.Http;
using Baton.Web.Cluster;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.Start;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Baton.Web.Agents;

/// <summary>Agents that Baton called, and that said they would answer later, hand in their result here.</summary>
internal static class CallbackEndpoint
{
    public static void MapCallbacks(this IEndpointRouteBuilder api) => api.MapPost("/callbacks/{secret}", TakeAsync)
        .AllowAnonymous() // the address itself holds a secret, which opens one task and nothing else
        .RequireRateLimiting(RateLimits.Keyless).RefuseWhenFull().WithTags("Tasks")
        .WithSummary("Hands in the result of the task that this address was given for, until its deadline. No key is needed.")
        .Takes<ResultRequest>().Produces<ResultAnswer>().Faults(400, 404, 409, 413, 415, 422, 429, 503);

    /// <summary>Lets agents know where to call back, once it is known.</summary>
    public static void OfferCallbacks(this WebApplication app, StartSettings settings)
    {
        var address = app.Services.GetRequiredService<CallbackAddress>();
        if (settings.PublicAddress is { } known) address.Base = known;
        else app.Lifetime.ApplicationStarted.Register(() =>
        {
            var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
            if (bound is not null) address.Base = new Uri(NodeSetup.Reached(bound));
        });
    }

    private static async Task<IResult> TakeAsync(string secret, HttpRequest request, Callbacks callbacks, TaskQueries queries, TaskResults results)
    {
        Activity.Current?.SetTag("url.path", CallbackAddress.Path + "…"); // a trace is no place for a secret
        if (await callbacks.FindAsync(secret, request.HttpContext.RequestAborted) is not { } opened || await queries.FindAsync(opened.Workspace, opened.Task, request.HttpContext.RequestAborted) is not { } task)
            return Problem.Missing("This address opens no task. It was valid until the deadline that stood beside it; after that the task counts as failed.");
        return await results.TakeAsync(task, request);
    }
}
