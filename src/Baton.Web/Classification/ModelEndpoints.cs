using Baton.Core.Classification;
using Baton.Engine.Classification;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Classification;

/// <summary>Classifiers: what they learn from, their training, their versions, and which one decides.</summary>
internal static class ModelEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder api)
    {
        var models = api.MapGroup("/models").WithTags("Models");
        models.MapGet("", ListAsync).Needs(Scopes.Read)
            .WithSummary("Every classifier, with the version in force.")
            .Produces<Page<ModelItem>>().Faults();
        models.MapGet("/{name}", GetAsync).Needs(Scopes.Read)
            .WithSummary("A classifier with its versions, newest first, and its latest trainings.")
            .Produces<ModelItem>().Faults(404);
        models.MapPost("/{name}/examples", AddExamplesAsync).Needs(Scopes.Admin)
            .WithSummary("Adds labelled examples; a text that is there already gets the new label. JSON, or text/csv with the columns text and category (or label). The model is begun when there is none of that name.")
            .Takes<ExamplesRequest>().Produces<ExamplesAdded>().Faults(400, 409, 413, 415, 422, 503);
        models.MapPost("/{name}/train", TrainAsync).Needs(Scopes.Admin)
            .WithSummary("Trains a new version on all examples, in the background. Poll what Location names.")
            .Takes<TrainRequest>().Produces<TrainingItem>(StatusCodes.Status202Accepted).Faults(400, 404, 409, 413, 415, 422);
        models.MapGet("/{name}/trainings/{id}", GetTraining).Needs(Scopes.Read)
            .WithSummary("A training: how far it is, and what version came of it. The latest are kept in memory, by the node that ran them.")
            .Produces<TrainingItem>().Faults(404);
        models.MapDelete("/{name}/trainings/{id}", StopAsync).Needs(Scopes.Admin)
            .WithSummary("Stops a training.")
            .Produces<TrainingItem>(StatusCodes.Status202Accepted).Faults(404, 409);
        models.MapGet("/{name}/versions/{version}", GetVersionAsync).Needs(Scopes.Read)
            .WithSummary("A version with its whole evaluation: confusions, calibration, and coverage against accuracy.")
            .Produces<VersionItem>().Faults(404);
        models.MapPost("/{name}/versions/{version}/promote", PromoteAsync).Needs(Scopes.Admin)
            .WithSummary("Puts a version in force: from one point of the log on it decides. An older one is put in force again in the same way.")
            .Takes<PromoteRequest>().Produces<ModelItem>().Faults(400, 404, 409, 413, 415, 422, 503);
        models.MapPost("/{name}:classify", ClassifyAsync).Needs(Scopes.Read)
            .WithSummary("Says what a text is about, how sure that is, and which words decided. Nothing is recorded.")
            .Takes<ClassifyRequest>().Produces<ClassifyAnswer>().Faults(400, 404, 413, 415, 422);
    }

    private static async Task<IResult> ListAsync(Caller caller, ModelDesk desk, CancellationToken cancel) =>
        Results.Json(new Page<ModelItem>([.. (await desk.ListAsync(caller.Workspace, cancel)).Select(model => ModelItem.Of(model))], null));

    private static async Task<IResult> GetAsync(string name, Caller caller, ModelDesk desk, ModelTraining training, CancellationToken cancel) =>
        await desk.FindAsync(caller.Workspace, name, cancel) is { } model ? Results.Json(ModelItem.Of(model, training.List(caller.Workspace))) : Missing(name);

    private static async Task<IResult> AddExamplesAsync(string name, HttpRequest request, Caller caller, ModelExamples examples, Members members, CancellationToken cancel)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        if (ModelLimits.FaultOfName(name) is { } fault) return Problem.Wrong("/name", fault);
        var given = await ExamplesBody.ReadAsync(request);
        try
        {
            return Results.Json(await examples.AddAsync(caller.Workspace, name, given, ModelExamples.Import, by, cancel));
        }
        catch (ModelLimitException refused)
        {
            return Problem.Conflict(refused.Message);
        }
    }

    private static async Task<IResult> TrainAsync(string name, HttpRequest request, HttpResponse response, Caller caller, ModelTraining training, Members members, CancellationToken cancel)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var outOfScope = await Sent.ReadIfAnyAsync(request, body => body.Text("outOfScope", max: LabelledText.LongestLabel));
        try
        {
            if (await training.BeginAsync(caller.Workspace, name, outOfScope, by, cancel) is not { } run) return Missing(name);
            response.Headers.Location = $"/api/v1/models/{name}/trainings/{run.Id}";
            return Results.Json(TrainingItem.Of(run), statusCode: StatusCodes.Status202Accepted);
        }
        catch (TrainingRunningException refused)
        {
            return Problem.Conflict(refused.Message);
        }
    }

    private static IResult GetTraining(string name, string id, Caller caller, ModelTraining training) => Find(name, id, caller, training) is { } run ? Results.Json(TrainingItem.Of(run)) : MissingTraining(id);

    private static async Task<IResult> StopAsync(string name, string id, HttpRequest request, Caller caller, ModelTraining training, Members members)
    {
        await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        if (Find(name, id, caller, training) is not { } run) return MissingTraining(id);
        return training.Cancel(caller.Workspace, id) ? Results.Json(TrainingItem.Of(run), statusCode: StatusCodes.Status202Accepted) : Problem.Conflict("This training is over already.");
    }

    private static async Task<IResult> GetVersionAsync(string name, string version, Caller caller, ModelDesk desk, CancellationToken cancel)
    {
        if (await desk.FindAsync(caller.Workspace, name, cancel) is not { } model) return Missing(name);
        return model.Versions.FirstOrDefault(v => v.Version == version) is { } found ? Results.Json(VersionItem.Of(found, model.InForce) with { Evaluation = found.Evaluation }) : MissingVersion(name, version);
    }

    private static async Task<IResult> PromoteAsync(string name, string version, HttpRequest request, Caller caller, ModelDesk desk, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var note = await Sent.ReadIfAnyAsync(request, body => body.Text("note", max: 1000));
        return await desk.PromoteAsync(caller.Workspace, name, version, by, note, CancellationToken.None) switch
        {
            null => MissingVersion(name, version),
            false => Problem.Conflict($"Version {version} of {name} is in force already."),
            _ => Results.Json(ModelItem.Of((await desk.FindAsync(caller.Workspace, name))!)),
        };
    }

    private static async Task<IResult> ClassifyAsync(string name, HttpRequest request, Caller caller, ModelDesk desk, CancellationToken cancel)
    {
        var (text, version) = await Sent.ReadAsync(request, body => (body.Text("text", required: true, max: LabelledText.LongestText), body.Text("version", max: 64)));
        return await desk.TryAsync(caller.Workspace, name, text!, version, cancel) is { } tried ? Results.Json(ClassifyAnswer.Of(tried))
            : version is null ? Problem.Missing($"No version of a model {name} is in force in this workspace.") : MissingVersion(name, version);
    }

    private static TrainingRun? Find(string name, string id, Caller caller, ModelTraining training) => training.Find(caller.Workspace, id) is { } run && run.Model == name ? run : null;

    private static Problem Missing(string name) => Problem.Missing($"There is no model {name} in this workspace. POST examples to /api/v1/models/{name}/examples to begin one.");

    private static Problem MissingVersion(string name, string version) => Problem.Missing($"There is no version {version} of a model {name} in this workspace.");

    private static Problem MissingTraining(string id) => Problem.Missing($"There is no training {id} of this model among the latest of this workspace.");
}
