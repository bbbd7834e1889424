using Baton.Engine.Agents.Spending;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Baton.Web.Agents.Spending;

/// <summary>What agents used and cost.</summary>
internal static class SpendingEndpoints
{
    private const string Csv = "text/csv";

    public static void MapSpending(this IEndpointRouteBuilder api) => api.MapGet("/usage", GetAsync).Needs(Scopes.Read).WithTags("Agents")
        .WithSummary("What agents used and cost, by agent, model or customer (by), today, in the last 7 or 30 days (over: today, week, month), the dearest first; and how budgets stand.")
        .Produces<SpendingAnswer>().Faults(422);

    /// <summary>The same as a file, for members of the workspace who are signed in.</summary>
    public static void MapSpendingFile(this WebApplication app) =>
        app.MapGet("/usage.csv", async (HttpContext context, Spendings spendings, TimeProvider clock, string? by = null, string? over = null) =>
        {
            if (SpendingSpan.By(by) is not { } what || SpendingSpan.Find(over) is not { } span) return Results.NotFound();
            var workspace = Viewer.Of(context.User).Workspace;
            var spent = await spendings.ReadAsync(workspace, what, span.From(clock.GetUtcNow()), context.RequestAborted);
            return Results.File(SpendingFile.Write(spent, what), Csv, $"{workspace}-usage-{span.Name}-by-{what.ToString().ToLowerInvariant()}.csv");
        }).RequireAuthorization(Rights.View).ExcludeFromDescription();

    private static async Task<IResult> GetAsync([FromQuery] string? by, [FromQuery] string? over, Caller caller, Spendings spendings, TimeProvider clock, CancellationToken cancel)
    {
        if (SpendingSpan.By(by) is not { } what) return Problem.Wrong("/by", $"'{by}' is nothing to add up by; use agent, model or customer.");
        if (SpendingSpan.Find(over) is not { } span) return Problem.Wrong("/over", $"'{over}' is no time; use today, week or month.");
        var from = span.From(clock.GetUtcNow());
        var spent = await spendings.ReadAsync(caller.Workspace, what, from, cancel);
        return Results.Json(new SpendingAnswer(from, [.. spent], spendings.BudgetsOf(caller.Workspace)));
    }
}

/// <summary>What agents used.</summary>
/// <param name="From">Since when.</param>
/// <param name="Items">Added up, the dearest first.</param>
/// <param name="Budgets">How budgets stand now.</param>
internal sealed record SpendingAnswer(DateTimeOffset From, IReadOnlyList<Spent> Items, IReadOnlyList<BudgetStand> Budgets);
