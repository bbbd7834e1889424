using Baton.Engine.Workspaces;
using Baton.Web.Start;
using Microsoft.AspNetCore.Authentication;

namespace Baton.Web.Keys;

/// <summary>Keys: how programs are known, what they may do, and how fast.</summary>
internal static class KeySetup
{
    public static void AddKeys(this IServiceCollection services, StartSettings settings)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeySignIn>(KeySignIn.Name, configureOptions: null);
        services.AddRateLimits(settings);
    }

    /// <summary>Asks for a key on every path of the API, also where there is nothing: then a known key hears 404, 405 or 415.</summary>
    public static void UseKeysEverywhere(this WebApplication app) => app.Use(static async (context, next) =>
    {
        // Routing answers a wrong method with an endpoint of its own, which is no route and carries no scopes.
        var endpoint = context.GetEndpoint();
        if (!context.Request.Path.StartsWithSegments("/api") || endpoint is RouteEndpoint) await next(context);
        else if (!(await context.AuthenticateAsync(KeySignIn.Name)).Succeeded) await context.ChallengeAsync(KeySignIn.Name);
        else if (endpoint?.RequestDelegate is { } answer) await answer(context);
        else context.Response.StatusCode = StatusCodes.Status404NotFound;
    });

    /// <summary>Makes the first key when the settings name one.</summary>
    public static async Task PrepareKeysAsync(this WebApplication app)
    {
        if (app.Configuration["Baton:Bootstrap:ApiKey"] is { Length: > 0 } secret) await app.Services.GetRequiredService<KeyDesk>().EnsureAsync(WorkspaceDesk.First, "bootstrap", secret);
    }
}
