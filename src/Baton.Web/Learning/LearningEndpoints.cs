using Baton.Core.Classification;
using Baton.Engine.Classification;
using Baton.Engine.Handoffs;
using Baton.Engine.Learning;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Classification;
using Baton.Web.Handoffs;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Baton.Web.Learning;

/// <summary>What is learned from people: labels, retraining, suggestions, and examples for training elsewhere.</summary>
internal static class LearningEndpoints
{
    private static readonly string[] Statuses = [SuggestionStatus.Open, SuggestionStatus.Accepted, SuggestionStatus.Dismissed, SuggestionStatus.Withdrawn];
    private static readonly string[] Kinds = [SuggestionKind.Policy, SuggestionKind.Article, SuggestionKind.Model];

    public static void MapLearning(this IEndpointRouteBuilder api)
    {
        var learning = api.MapGroup("").WithTags("Learning");
        learning.MapPost("/handoffs/{id}/label", LabelAsync).Needs(Scopes.Handoff)
            .WithSummary("Names what a case is about, also after it is over, or marks its answer as useful for others. A classifier learns the label at its next training.")
            .Takes<LabelRequest>().Produces<HandoffItem>().Faults(400, 403, 404, 413, 415, 422, 503);
        learning.MapGet("/models/{name}/learning", GetTermsAsync).Needs(Scopes.Read)
            .WithSummary("How a classifier learns from people's corrections, and how many wait.")
            .Produces<LearningItem>().Faults(404);
        learning.MapPut("/models/{name}/learning", PutTermsAsync).Needs(Scopes.Admin)
            .WithSummary("Changes after how many corrections a classifier is trained again, and whether a version that is better is put in force by itself.")
            .Takes<LearningRequest>().Produces<LearningItem>().Faults(400, 404, 413, 415, 422, 503);
        learning.MapPost("/models/{name}/retrain", RetrainAsync).Needs(Scopes.Admin)
            .WithSummary("Trains a classifier again with the corrections that wait, in the background. Poll what Location names.")
            .Produces<TrainingItem>(StatusCodes.Status202Accepted).Faults(404, 409, 503);
        learning.MapGet("/suggestions", ListAsync).Needs(Scopes.Admin)
            .WithSummary("What people's answers speak for: changes of the policy, articles, retrained classifiers; the last changed first.")
            .Produces<Page<SuggestionItem>>().Faults(422);
        learning.MapGet("/suggestions/{id}", GetAsync).Needs(Scopes.Admin)
            .WithSummary("A suggestion with the exact change, its cases, what speaks against it, and its backtest.")
            .Produces<SuggestionItem>().Faults(404);
        learning.MapPost("/suggestions:look", LookAsync).Needs(Scopes.Admin)
            .WithSummary("Looks for suggestions now, in the background.")
            .Produces<SuggestionLook>(StatusCodes.Status202Accepted).Faults(409);
        learning.MapPost("/suggestions/{id}/accept", AcceptAsync).Needs(Scopes.Admin)
            .WithSummary("Accepts a suggestion. A change of the policy goes into the draft that all share, and decides nothing until that is published.")
            .Takes<SuggestionAnswer>().Produces<SuggestionItem>().Faults(400, 404, 409, 413, 415, 422, 503);
        learning.MapPost("/suggestions/{id}/dismiss", DismissAsync).Needs(Scopes.Admin)
            .WithSummary("Dismisses a suggestion: it comes again only when its evidence has grown by half.")
            .Takes<SuggestionAnswer>().Produces<SuggestionItem>().Faults(400, 404, 409, 413, 415, 422, 503);
        learning.MapGet("/learning/export", Export).Needs(Scopes.Admin)
            .WithSummary("Every resolution as a labelled example, as JSON Lines, personal data replaced by placeholders (format: openai or plain; from, to; orders=true replaces numbers of orders too).")
            .Produces<string>(contentType: "application/jsonl").Faults(400);
    }

    /// <summary>The export as a file, for admins who are signed in.</summary>
    public static void MapExportFile(this WebApplication app) =>
        app.MapGet("/learning/export.jsonl", (HttpContext context, TrainingExport export, [AsParameters] ExportQuery query) => ExportOf(Viewer.Of(context.User).Workspace, query, export, context.RequestAborted))
            .RequireAuthorization(Rights.Admin).ExcludeFromDescription();

    private static async Task<IResult> LabelAsync(string id, HttpRequest request, Caller caller, CaseLabels labels, HandoffQueries handoffs, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Handle);
        var (label, model, useful) = await Sent.ReadAsync(request, body =>
        {
            var said = (Label: body.Text("label", max: LabelledText.LongestLabel), Model: body.Text("model", max: 64), Useful: body.Flag("useful"));
            if (string.IsNullOrWhiteSpace(said.Label) && said.Useful != true) body.Wrong("label", "Say what the case is about in 'label', or that its answer is 'useful'.");
            return said;
        });
        if (await handoffs.FindAsync(caller.Workspace, id) is not { } row) return Problem.Missing($"There is no handoff {id} in this workspace.");
        await labels.LabelAsync(caller.Workspace, id, string.IsNullOrWhiteSpace(label) ? null : label, model, useful == true, by);
        return Results.Json(HandoffItem.Of(row));
    }

    private static async Task<IResult> GetTermsAsync(string name, Caller caller, ModelRetraining retraining, ModelDesk models, CancellationToken cancel) =>
        await models.FindAsync(caller.Workspace, name, cancel) is null ? MissingModel(name) : Results.Json(await ItemAsync(name, caller, retraining, cancel));

    private static async Task<IResult> PutTermsAsync(string name, HttpRequest request, Caller caller, ModelRetraining retraining, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var terms = await Sent.ReadAsync(request, body => new LearningTerms(body.Whole("after", 1, LearningTerms.Most) ?? LearningTerms.Usual, body.Flag("automatic") ?? false));
        return await retraining.SetTermsAsync(caller.Workspace, name, terms, by) ? Results.Json(await ItemAsync(name, caller, retraining, CancellationToken.None)) : MissingModel(name);
    }

    private static async Task<IResult> RetrainAsync(string name, HttpRequest request, HttpResponse response, Caller caller, ModelRetraining retraining, ModelDesk models, Members members, CancellationToken cancel)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        if (await models.FindAsync(caller.Workspace, name, cancel) is not { } model) return MissingModel(name);
        if (model.InForce is null) return Problem.Conflict($"No version of {name} is in force: train one on its examples and put it in force first.");
        try
        {
            if (await retraining.LookAsync(caller.Workspace, name, by, now: true, cancel) is not { } run) return Problem.Conflict("No correction came since it was last trained.");
            response.Headers.Location = $"/api/v1/models/{name}/trainings/{run.Id}";
            return Results.Json(TrainingItem.Of(run), statusCode: StatusCodes.Status202Accepted);
        }
        catch (TrainingRunningException refused)
        {
            return Problem.Conflict(refused.Message);
        }
    }

    private static async Task<IResult> ListAsync([FromQuery] string? status, [FromQuery] string? kind, Caller caller, Suggestions suggestions, CancellationToken cancel)
    {
        if (status is { Length: > 0 } && !Statuses.Contains(status, StringComparer.Ordinal)) return Problem.Wrong("/status", $"'status' must be one of {string.Join(", ", Statuses)}.");
        if (kind is { Length: > 0 } && !Kinds.Contains(kind, StringComparer.Ordinal)) return Problem.Wrong("/kind", $"'kind' must be one of {string.Join(", ", Kinds)}.");
        return Results.Json(new Page<SuggestionItem>([.. (await suggestions.ListAsync(caller.Workspace, Given(status), Given(kind), cancel)).Select(SuggestionItem.Of)], null));
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, Suggestions suggestions, CancellationToken cancel) =>
        await suggestions.FindAsync(caller.Workspace, id, cancel) is { } row ? Results.Json(SuggestionItem.Of(row)) : Problem.Missing($"There is no suggestion {id} in this workspace.");

    private static async Task<IResult> LookAsync(HttpRequest request, Caller caller, SuggestionSearch search, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        return search.Begin(caller.Workspace, by) is { } look ? Results.Json(look, statusCode: StatusCodes.Status202Accepted) : Problem.Conflict("Somebody looks for suggestions at this moment.");
    }

    private static async Task<IResult> AcceptAsync(string id, HttpRequest request, Caller caller, SuggestionDesk desk, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var note = await Sent.ReadIfAnyAsync(request, body => body.Text("note", max: 1000));
        return AnswerOf(await desk.AcceptAsync(caller.Workspace, id, by, note));
    }

    private static async Task<IResult> DismissAsync(string id, HttpRequest request, Caller caller, SuggestionDesk desk, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var note = await Sent.ReadIfAnyAsync(request, body => body.Text("note", max: 1000));
        return AnswerOf(await desk.DismissAsync(caller.Workspace, id, by, note));
    }

    private static IResult Export([AsParameters] ExportQuery query, Caller caller, TrainingExport export, CancellationToken cancel) => ExportOf(caller.Workspace, query, export, cancel);

    private static IResult ExportOf(string workspace, ExportQuery query, TrainingExport export, CancellationToken cancel)
    {
        var format = query.Format is { Length: > 0 } named ? named : ExportLines.Formats[0];
        if (!ExportLines.Formats.Contains(format, StringComparer.Ordinal)) return Problem.Malformed($"'format' must be one of {string.Join(", ", ExportLines.Formats)}.");
        var cases = export.ReadAsync(workspace, query.From ?? DateTimeOffset.UnixEpoch, query.To ?? DateTimeOffset.MaxValue, query.Orders ?? false, cancel);
        return ExportLines.Of(cases, format, $"{workspace}-examples-{format}.jsonl", cancel);
    }

    private static IResult AnswerOf(SuggestionAnswered answered) => answered switch
    {
        { Row: null } => Problem.Missing(answered.Refusal!),
        { Refusal: { } refusal } => Problem.Conflict(refusal),
        { Row: { } row } => Results.Json(SuggestionItem.Of(row)),
    };

    private static async Task<LearningItem> ItemAsync(string name, Caller caller, ModelRetraining retraining, CancellationToken cancel)
    {
        var terms = await retraining.TermsAsync(caller.Workspace, name, cancel);
        return new LearningItem(name, terms.After, terms.Automatic, await retraining.WaitingAsync(caller.Workspace, name, cancel));
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Problem MissingModel(string name) => Problem.Missing($"There is no model {name} in this workspace.");
}

/// <summary>Which examples are wanted, and how.</summary>
/// <param name="Format"><c>openai</c> (chat messages) or <c>plain</c>.</param>
/// <param name="From">Resolved from then on.</param>
/// <param name="To">Resolved before then.</param>
/// <param name="Orders">Whether numbers of orders and bookings are replaced too.</param>
internal sealed record ExportQuery([FromQuery] string? Format, [FromQuery] DateTimeOffset? From, [FromQuery] DateTimeOffset? To, [FromQuery] bool? Orders);
