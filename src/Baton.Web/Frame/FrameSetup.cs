using Baton.Web.Frame.Keys;
using Baton.Web.Frame.Live;
using Baton.Web.Frame.Palette;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Radzen;

namespace Baton.Web.Frame;

/// <summary>The console's frame: components, circuits, palette, keys, the live signal.</summary>
internal static class FrameSetup
{
    public static void AddFrame(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        services.AddScoped<KeyMap>();
        services.AddScoped<IPaletteSource, Places>();
        services.AddSingleton<LiveSignal>();
        services.TryAddSingleton<ILiveSignal>(provider => provider.GetRequiredService<LiveSignal>());
    }

    /// <summary>People who come to a wrong address are told so in words; programs get the bare status.</summary>
    public static void UseNotFoundPage(this WebApplication app) => app.UseWhen(
        context => !context.Request.Path.StartsWithSegments("/api") && !context.Request.Path.StartsWithSegments("/hubs"),
        people => people.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));

    public static void MapFrame(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null); // SecureHeaders says it
    }
}
