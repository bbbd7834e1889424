using Baton.Engine;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Web.Start;

namespace Baton.Web.Health;

/// <summary>Whether the app can do its work.</summary>
/// <param name="Status"><c>ready</c> or <c>not ready</c>.</param>
/// <param name="Reasons">Why not.</param>
internal sealed record Readiness(string Status, IReadOnlyList<string> Reasons);

/// <summary>Answers whoever watches over the process, without a key.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/healthz").AllowAnonymous().WithTags("Health");
        health.MapGet("/live", () => Results.Json(new { status = "live" })).WithSummary("The process is up.").Produces<object>();
        health.MapGet("/ready", Ready).WithSummary("Intake, log and engine work; else 503 with the reasons.").Produces<Readiness>().Produces<Readiness>(StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Ready(EngineService engine, Conductor conductor, Journal journal, LogLookups log, StorageOptions storage, StartSettings settings, TimeProvider clock)
    {
        var reasons = new List<string>();
        if (!engine.IsRunning) reasons.Add("engine: agents and timers do not run");
        if (journal.LastFault is { Over: false } fault) reasons.Add($"log: the last commit failed {(clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(fault.At)).TotalSeconds:0} s ago: {fault.Message}");
        if (conductor.IsFull) reasons.Add("intake: the log is behind");
        if (Unreadable(log) is { } why) reasons.Add($"log: it cannot be read: {why}");
        if (new DriveInfo(storage.Data).AvailableFreeSpace / (1 << 20) is var free && free < settings.LeastFreeMegabytes) reasons.Add($"disk: {free} MiB are free in {storage.Data}");
        return reasons.Count == 0 ? Results.Json(new Readiness("ready", [])) : Results.Json(new Readiness("not ready", reasons), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static string? Unreadable(LogLookups log)
    {
        try
        {
            log.LastSeq();
            return null;
        }
        catch (Exception fault)
        {
            return fault.Message;
        }
    }
}
