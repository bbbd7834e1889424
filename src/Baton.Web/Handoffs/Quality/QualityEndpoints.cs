using System.Text.Json;
using Baton.Engine.Handoffs.Quality;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Baton.Web.Handoffs.Quality;

/// <summary>A review to be kept.</summary>
/// <param name="Scores">A score from 1 to 5 for each criterion.</param>
/// <param name="Note">What the person who resolved the case should know.</param>
internal sealed record ReviewRequest(IReadOnlyDictionary<string, int> Scores, string? Note);

/// <summary>A resolved case that waits for a review.</summary>
/// <param name="Handoff">The case.</param>
/// <param name="Title">What was asked in it.</param>
/// <param name="Queue">Its queue.</param>
/// <param name="Person">E-mail of who resolved it.</param>
/// <param name="Resolved">When.</param>
/// <param name="Because"><c>chance</c>, <c>breach</c> or <c>cameBack</c>.</param>
internal sealed record SampledItem(string Handoff, string Title, string Queue, string Person, DateTimeOffset? Resolved, string Because);

/// <summary>The reviews of the last eight weeks in figures.</summary>
/// <param name="People">By person.</param>
/// <param name="Queues">By queue.</param>
internal sealed record QualityAnswer(IReadOnlyList<QualityLine> People, IReadOnlyList<QualityLine> Queues);

/// <summary>What supervisors think of resolved cases.</summary>
internal static class QualityEndpoints
{
    private const int Most = 200;

    public static void MapQuality(this IEndpointRouteBuilder api)
    {
        var quality = api.MapGroup("/handoffs").WithTags("Handoffs");
        quality.MapGet("/sample", SampleAsync).Needs(Scopes.Read)
            .WithSummary("Resolved cases of the last 30 days that wait for a review, at most 200: those that were late or came back, and a share of all others, always the same by chance.")
            .Produces<Page<SampledItem>>().Faults();
        quality.MapGet("/reviews", ReviewsAsync).Needs(Scopes.Read)
            .WithSummary("The latest reviews of resolved cases, at most 200; of one person's work with ?person=.")
            .Produces<Page<Review>>().Faults();
        quality.MapGet("/reviews/figures", FiguresAsync).Needs(Scopes.Read)
            .WithSummary("The reviews of the last eight weeks in figures, by person and by queue.")
            .Produces<QualityAnswer>().Faults();
        quality.MapPost("/{id}/review", ReviewAsync).Needs(Scopes.Handoff)
            .WithSummary("Keeps what a supervisor thought of a resolved case. A second review by the same person replaces the first.")
            .Takes<ReviewRequest>().Produces<Review>().Faults(400, 403, 404, 409, 422, 503);
    }

    private static async Task<IResult> SampleAsync(Caller caller, QualityDesk desk, CancellationToken cancel) =>
        Results.Json(new Page<SampledItem>([.. (await desk.SampleAsync(caller.Workspace, Most, cancel)).Cases.Select(c => new SampledItem(c.Line.Id, c.Line.Title, c.Line.Queue, c.Person, c.Line.Resolved, JsonNamingPolicy.CamelCase.ConvertName(c.Because.ToString())))], null));

    private static async Task<IResult> ReviewsAsync([FromQuery] string? person, Caller caller, QualityDesk desk, CancellationToken cancel) =>
        Results.Json(new Page<Review>([.. await desk.ReviewsAsync(caller.Workspace, Given(person), Most, cancel)], null));

    private static async Task<IResult> FiguresAsync(Caller caller, QualityDesk desk, CancellationToken cancel)
    {
        var (people, queues) = await desk.FiguresAsync(caller.Workspace, cancel: cancel);
        return Results.Json(new QualityAnswer(people, queues));
    }

    private static async Task<IResult> ReviewAsync(string id, HttpRequest request, Caller caller, QualityDesk desk, Baton.Engine.Handoffs.HandoffQueries handoffs, Members members)
    {
        var reviewer = await OnBehalf.PersonAsync(request, caller, members, Rights.Operate);
        if (await handoffs.FindAsync(caller.Workspace, id) is not { } row) return Problem.Missing($"There is no handoff {id} in this workspace.");
        var rules = await desk.RulesAsync(caller.Workspace);
        var (scores, note) = await Sent.ReadAsync(request, body =>
        {
            var given = new Dictionary<string, int>(StringComparer.Ordinal);
            if (body.Members("scores") is { } members) foreach (var criterion in rules.Criteria) if (members.Whole(criterion.Name, 1, 5) is { } score) given[criterion.Name] = score; else members.Wrong(criterion.Name, $"“{criterion.Title}” needs a score from 1 to 5.");
            else body.Wrong("scores", "A review has a score from 1 to 5 for each criterion.");
            return (given, body.Text("note", max: QualityDesk.MostOfNote));
        });
        if (row.Resolved is null || await desk.ReviewAsync(caller.Workspace, id, reviewer, scores, note) is { } fault && fault.Length > 0) return Problem.Conflict(row.Resolved is null ? "This case is still open. It can be reviewed when it has ended." : "You resolved this case yourself. Somebody else reviews it.");
        return Results.Json((await desk.ReviewsAsync(caller.Workspace, row.ResolvedBy, Most)).First(r => r.Handoff == id && r.Reviewer == reviewer));
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().ToLowerInvariant();
}
