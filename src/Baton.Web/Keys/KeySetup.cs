using Baton.Engine.Workspaces;
using Baton.Web.Settings;
using Microsoft.AspNetCore.Authentication;

namespace Baton.Web.Keys;

/// <summary>Keys: how programs are known, what they may do, and how fast.</summary>
internal static class KeySetup
{
    public static void AddKeys(this IServiceCollection services, BatonSettings settings)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeySignIn>(KeySignIn.Name, configureOptions: null);
        services.AddRateLimits(settings);
    }

    /// <summary>Makes the first key when the settings name one.</summary>
    public static async Task PrepareKeysAsync(this WebApplication app)
    {
        if (app.Configuration["Baton:Bootstrap:ApiKey"] is { Length: > 0 } secret) await app.Services.GetRequiredService<KeyDesk>().EnsureAsync(WorkspaceDesk.First, "bootstrap", secret);
    }
}
