using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Events;
using Baton.Engine.Policies;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Net.Http.Headers;

namespace Baton.Web.A2a;

/// <summary>Baton for agents that speak A2A: its card, and the JSON-RPC binding of version 1.0 (and of 0.3) over messages to agents.</summary>
internal static class A2aEndpoint
{
    public const string Path = "/a2a";
    public const string CardPath = "/.well-known/agent-card.json";

    private const string VersionHeader = "A2A-Version";
    private const int ParseError = -32700;
    private const int InvalidRequest = -32600;
    private const int VersionNotSupported = -32009;
    private static readonly string[] Scopes = [Engine.Workspaces.Scopes.Agent, Engine.Workspaces.Scopes.Act];
    private static readonly string[] Versions = ["", "0.3", "1.0"];

    public static void MapA2a(this IEndpointRouteBuilder app)
    {
        app.MapGet(CardPath, CardAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapPost(Path, CallAsync).Needs(Scopes).RefuseWhenFull().ExcludeFromDescription();
    }

    private static async Task CardAsync(HttpContext context, Configurations configurations)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.Vary = HeaderNames.Authorization;
        var site = Site(request);
        if (request.Headers.Authorization.Count == 0)
        {
            response.Headers.CacheControl = "public, max-age=300";
            await Results.Json(A2aCard.Public(site)).ExecuteAsync(context);
            return;
        }

        var known = await context.AuthenticateAsync(KeySignIn.Name);
        if (!known.Succeeded)
        {
            await context.ChallengeAsync(KeySignIn.Name);
            return;
        }

        response.Headers.CacheControl = "private, no-store";
        var mayKnow = Scopes.Append(Engine.Workspaces.Scopes.Read).Any(scope => known.Principal.HasClaim(Caller.ScopeClaim, scope));
        await Results.Json(mayKnow ? A2aCard.Extended(site, configurations.Of(Caller.Of(known.Principal).Workspace).Agents.Values) : A2aCard.Public(site)).ExecuteAsync(context);
    }

    private static async Task<IResult> CallAsync(HttpContext context, Caller caller, A2aCalls calls)
    {
        var version = context.Request.Headers[VersionHeader].ToString();
        if (!Versions.Contains(version, StringComparer.Ordinal)) return Fault(null, VersionNotSupported, $"A2A {version} is not spoken here; 1.0 and 0.3 are.");
        JsonElement call;
        try
        {
            call = JsonBody.Parse(await JsonBody.ReadAsync(context.Request, JsonBody.Limit));
        }
        catch (ProblemException wrong) when (wrong.Problem.Status == StatusCodes.Status400BadRequest)
        {
            return Fault(null, ParseError, wrong.Problem.Detail);
        }

        if (call.Text("jsonrpc") != "2.0" || call.Text("method") is not { } method || call.Member("id") is not { ValueKind: JsonValueKind.String or JsonValueKind.Number } id)
            return Fault(null, InvalidRequest, "The body is no JSON-RPC 2.0 request: an object with jsonrpc \"2.0\", id, method and params.");
        try
        {
            var result = await calls.CallAsync(method, call.Member("params") ?? default, caller, Site(context.Request), context.RequestAborted);
            return Results.Json(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = JsonNode.Parse(id.GetRawText()), ["result"] = result });
        }
        catch (A2aException fault)
        {
            return Fault(id, fault.Code, fault.Message);
        }
    }

    private static IResult Fault(JsonElement? id, int code, string message) => Results.Json(new JsonObject
    {
        ["jsonrpc"] = "2.0",
        ["id"] = id is { } known ? JsonNode.Parse(known.GetRawText()) : null,
        ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
    });

    private static string Site(HttpRequest request) => $"{request.Scheme}://{request.Host}";
}
