using Baton.Engine.Handoffs.Wall;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.Timeline;
using Microsoft.AspNetCore.Mvc;

namespace Baton.Web.Handoffs.Wall;

/// <summary>The desk in figures.</summary>
internal static class FigureEndpoints
{
    public static void MapFigures(this IEndpointRouteBuilder api) => api.MapGet("/handoffs/figures", GetAsync).Needs(Scopes.Read).WithTags("Handoffs")
        .WithSummary("The desk in figures: how queues and people stand now, and what they did in a time (today, UTC, without one; at most 31 days back): taken in time, wait and handle times, what came back, why cases came, how often each agent's work ended with people, and how many messages needed none.")
        .Produces<WallFigures>().Faults(422);

    private static async Task<IResult> GetAsync([AsParameters] FigureQuery query, Caller caller, HandoffFigures figures, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (query.From is not null && TimelineUrl.Time(query.From) is null) return Problem.Wrong("/from", $"'{query.From}' is no time; write 2026-11-23T09:00:00Z.");
        if (query.To is not null && TimelineUrl.Time(query.To) is null) return Problem.Wrong("/to", $"'{query.To}' is no time; write 2026-11-23T09:00:00Z.");
        var to = TimelineUrl.Time(query.To) ?? now.AddMilliseconds(1);
        var from = TimelineUrl.Time(query.From) ?? new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        if (from >= to) return Problem.Wrong("/from", "'from' must be before 'to'.");
        if (now - from > HandoffFigures.Longest) return Problem.Wrong("/from", $"Figures look back {HandoffFigures.Longest.TotalDays:0} days at most.");
        return Results.Json(await figures.ReadAsync(caller.Workspace, new WallTime(from, to, now), new WallFilter(Given(query.Queue), Given(query.Person)?.ToLowerInvariant(), Given(query.Agent)), cancel));
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Of what figures are.</summary>
/// <param name="From">Since when; today, UTC, without one.</param>
/// <param name="To">Until when; now without one.</param>
/// <param name="Queue">Of one queue alone.</param>
/// <param name="Person">E-mail: of one person alone.</param>
/// <param name="Agent">Of cases that came after one agent alone.</param>
internal sealed record FigureQuery([FromQuery] string? From, [FromQuery] string? To, [FromQuery] string? Queue, [FromQuery] string? Person, [FromQuery] string? Agent);
