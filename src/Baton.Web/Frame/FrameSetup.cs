using Baton.Web.Frame.Keys;
using Baton.Web.Frame.Live;
using Baton.Web.Frame.Notices;
using Baton.Web.Frame.Palette;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Radzen;

namespace Baton.Web.Frame;

/// <summary>The console's frame: components, circuits, palette, keys, the live signal.</summary>
internal static class FrameSetup
{
    private static readonly PathString[] Programs = ["/api", "/hubs", "/healthz", "/metrics", "/openapi", "/mcp", "/a2a", "/.well-known", "/_blazor", "/_framework", "/assets", "/_content"];

    public static void AddFrame(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        services.AddScoped<KeyMap>();
        services.AddScoped<NoticeNews>();
        services.AddScoped<IPaletteSource, PageCommands>();
        services.AddScoped<IPaletteSource, RecentPlaces>();
        services.AddScoped<IPaletteSource, Places>();
        services.AddScoped<IPaletteSource, FrameCommands>();
        services.TryAddSingleton<ILiveSignal, LiveSignal>();
    }

    /// <summary>People who come to a wrong address are told so in words; programs and forms get the bare status.</summary>
    public static void UseNotFoundPage(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(static (context, next) =>
        {
            if (!HttpMethods.IsGet(context.Request.Method) || Programs.Any(prefix => context.Request.Path.StartsWithSegments(prefix)))
                context.Features.Get<IStatusCodePagesFeature>()!.Enabled = false;
            return next(context);
        });
    }

    public static void MapFrame(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null); // SecureHeaders says it
    }
}
