using System.Text.Json;
using Baton.Web.Keys;
using Baton.Web.Start;
using Microsoft.Extensions.Logging.Console;

namespace Baton.Web.Metrics;

/// <summary>
/// The app's log as one JSON object a line, with what belongs together in its scopes: trace id, workspace, key, and the event that something
/// was about. Nothing of what is sent stands there: no texts, no data, no secrets.
/// </summary>
internal static class JsonLogs
{
    public static void AddJsonLogs(this WebApplicationBuilder builder, StartSettings settings)
    {
        if (!settings.LogsAreJson) return;
        builder.Logging.ClearProviders();
        builder.Logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.Logging.AddJsonConsole(options =>
        {
            options.IncludeScopes = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            options.JsonWriterOptions = new JsonWriterOptions { Indented = false };
        });
    }

    /// <summary>Says of every line of a request whose it is. After the key was recognised.</summary>
    public static void UseLogScopes(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<StartSettings>().LogsAreJson) return;
        app.Use(static async (context, next) =>
        {
            if (context.User.FindFirst(Caller.WorkspaceClaim) is not { } workspace)
            {
                await next(context);
                return;
            }

            var logger = context.RequestServices.GetRequiredService<ILogger<ConsoleFormatter>>();
            using (logger.BeginScope(new Dictionary<string, object?>(StringComparer.Ordinal) { ["workspace"] = workspace.Value, ["key"] = context.User.FindFirst(Caller.KeyClaim)?.Value })) await next(context);
        });
    }
}
