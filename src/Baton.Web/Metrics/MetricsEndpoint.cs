using System.Net;
using Baton.Engine.Metrics;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Start;
using Microsoft.AspNetCore.Authorization;

namespace Baton.Web.Metrics;

/// <summary>
/// <c>/metrics</c> for Prometheus. The figures are of the whole installation, so a key must be one of its first workspace, with the scope read or
/// admin; with <c>Baton:Metrics:Loopback</c> whoever calls from the machine itself, not through a proxy, needs none.
/// </summary>
internal static class MetricsEndpoint
{
    public static void AddMetricsText(this IServiceCollection services) => services.AddSingleton<PrometheusText>();

    public static void MapMetrics(this WebApplication app)
    {
        // From the start on, or what was before the first call would not be counted.
        app.Lifetime.ApplicationStarted.Register(() => app.Services.GetRequiredService<PrometheusText>());
        var loopback = app.Services.GetRequiredService<StartSettings>().MetricsOnLoopback;
        app.MapGet("/metrics", (PrometheusText text) => Results.Text(text.Write(), PrometheusText.ContentType))
            .WithMetadata(new NeededScopes(Scopes.Read, Scopes.Admin))
            .RequireAuthorization(new AuthorizationPolicyBuilder(KeySignIn.Name).RequireAssertion(asked => MayRead(asked) || (loopback && asked.Resource is HttpContext caller && IsHere(caller))).Build())
            .ExcludeFromDescription();
    }

    private static bool MayRead(AuthorizationHandlerContext asked) =>
        asked.User.HasClaim(Caller.WorkspaceClaim, WorkspaceDesk.First) && asked.User.HasClaim(claim => claim is { Type: Caller.ScopeClaim, Value: Scopes.Read or Scopes.Admin });

    // A proxy on this machine calls from here for everybody.
    private static bool IsHere(HttpContext caller) =>
        caller.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && !caller.Request.Headers.Keys.Any(header => header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || header is "Forwarded" or "Via");
}
