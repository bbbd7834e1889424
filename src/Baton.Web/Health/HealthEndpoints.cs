using Baton.Engine.Health;

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

    private static IResult Ready(HealthSigns signs) => signs.Reasons() is { Count: > 0 } reasons
        ? Results.Json(new Readiness("not ready", reasons), statusCode: StatusCodes.Status503ServiceUnavailable)
        : Results.Json(new Readiness("ready", []));
}
