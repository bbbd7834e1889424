using System.Globalization;
using Baton.Engine.Insights;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Microsoft.AspNetCore.Mvc;

namespace Baton.Web.Insights;

/// <summary>What the agents wanted, what Baton let through, and why.</summary>
internal static class InsightEndpoints
{
    public static void MapInsights(this IEndpointRouteBuilder api) => api.MapGet("/digest", GetAsync).Needs(Scopes.Read).WithTags("Insights")
        .WithSummary("One day (UTC; today without one) in plain sentences and figures: what the agents asked, the first answers they got, and which rules held them back because of what.")
        .Produces<Digest>().Faults(422);

    private static async Task<IResult> GetAsync([FromQuery] string? day, Caller caller, Digests digests, TimeProvider clock, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(day)) return Results.Json(await digests.OfAsync(caller.Workspace, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), cancel));
        return DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked)
            ? Results.Json(await digests.OfAsync(caller.Workspace, asked, cancel)) : Problem.Wrong("/day", $"'{day}' is no day; write 2026-11-23.");
    }
}
