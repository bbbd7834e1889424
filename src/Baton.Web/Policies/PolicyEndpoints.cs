using System.Globalization;
using Baton.Core.Policies;
using Baton.Engine.Policies;
using Baton.Engine.Policies.Drafting;
using Baton.Engine.Policies.Publishing;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Policies.Drafting;
using Baton.Web.Policies.Rollouts;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Policies;

/// <summary>The rules of a workspace: drafts and published versions.</summary>
internal static class PolicyEndpoints
{
    public static void MapPolicies(this IEndpointRouteBuilder api)
    {
        api.MapGet("/policy", GetPublished).Needs(Scopes.Read).WithTags("Policy")
            .WithSummary("The published policy: the whole document, with its version.")
            .Produces<object>().Faults();
        var policies = api.MapGroup("/policies").WithTags("Policy");
        policies.MapGet("", ListAsync).Needs(Scopes.Read)
            .WithSummary("Every published version, newest first.")
            .Produces<Page<PolicyItem>>().Faults(400);
        policies.MapGet("/{version:int}", GetVersionAsync).Needs(Scopes.Read)
            .WithSummary("One published version: the whole document.")
            .Produces<object>().Faults(404);
        policies.MapGet("/draft", GetDraftAsync).Needs(Scopes.Read)
            .WithSummary("The draft, if there is one.")
            .Produces<object>().Faults(404);
        policies.MapPut("/draft", PutDraftAsync).Needs(Scopes.Admin)
            .WithSummary("Keeps a whole document as the draft; it decides nothing until it is published. Every fault is named.")
            .Takes<object>().Produces<object>().Faults(400, 413, 415, 422, 503);
        policies.MapDelete("/draft", DiscardAsync).Needs(Scopes.Admin)
            .WithSummary("Drops the draft, if there is one. What is published goes on deciding.")
            .Produces(204).Faults(503);
        policies.MapGet("/draft/changes", ChangesAsync).Needs(Scopes.Read)
            .WithSummary("What the draft would change of what is published, rule by rule, in sentences.")
            .Produces<Page<ChangeItem>>().Faults(404);
        policies.MapGet("/second-person", SecondAsync).Needs(Scopes.Read)
            .WithSummary("Whether a second person must say yes before a draft is published.")
            .Produces<SecondPersonItem>().Faults();
        policies.MapPut("/second-person", NeedSecondAsync).Needs(Scopes.Admin)
            .WithSummary("Says whether a second person must say yes before a draft is published.")
            .Takes<SecondPersonItem>().Produces<SecondPersonItem>().Faults(400, 413, 415, 422, 503);
        policies.MapGet("/draft/lint", LintAsync).Needs(Scopes.Read)
            .WithSummary("What there is to say about the draft before it is published: what cannot be, contradicts, is out of reach, or names what there is not.")
            .Produces<Page<LintItem>>().Faults(404);
        policies.MapPost("/draft/publish", PublishAsync).Needs(Scopes.Admin)
            .WithSummary("Publishes the draft: from this moment on it decides, with a rollout for a share of the customers only. 202 where a second person must say yes first, by the same call.")
            .Takes<PublishRequest>().Produces<PublishedAnswer>().Produces<WaitingAnswer>(202).Faults(400, 409, 422, 503);
        policies.MapPost("/{version:int}/restore", RestoreAsync).Needs(Scopes.Admin)
            .WithSummary("Publishes an earlier version again, as a new one.")
            .Produces<PublishedAnswer>().Faults(404, 409, 503);
    }

    private static IResult GetPublished(HttpResponse response, Caller caller, Configurations configurations)
    {
        var policy = configurations.Of(caller.Workspace).Policy;
        response.Headers.ETag = $"\"{policy.Version}\"";
        return Results.Json(PolicyDocument.Of(policy.Document, policy.Version));
    }

    private static async Task<IResult> ListAsync([AsParameters] Paging paging, Caller caller, PolicyDesk desk, Configurations configurations)
    {
        var page = paging.Read();
        var rows = (await desk.VersionsAsync(caller.Workspace)).Where(v => v.Version < page.Before).Take(page.Limit + 1).ToList();
        return Results.Json(page.Of(rows, v => v.Version).Select(v => PolicyItem.Of(v, configurations.Of(caller.Workspace).Policy.Version)));
    }

    private static async Task<IResult> GetVersionAsync(int version, Caller caller, PolicyDesk desk) =>
        (await desk.VersionsAsync(caller.Workspace)).FirstOrDefault(v => v.Version == version) is { } row ? Results.Json(PolicyDocument.Of(row.Document, row.Version)) : Missing(version);

    private static async Task<IResult> GetDraftAsync(HttpResponse response, Caller caller, PolicyDesk desk)
    {
        if (await desk.DraftAsync(caller.Workspace) is not { } draft) return Problem.Missing("There is no draft. PUT the whole document here to make one.");
        response.Headers.ETag = $"\"draft-{draft.Revision.ToString(CultureInfo.InvariantCulture)}\"";
        return Results.Json(PolicyDocument.Of(draft.Document, version: null));
    }

    private static async Task<IResult> PutDraftAsync(HttpRequest request, HttpResponse response, Caller caller, PolicyDesk desk, Members members)
    {
        var author = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var faults = await desk.PutDraftAsync(caller.Workspace, await JsonBody.ReadObjectAsync(request), author.Name);
        return faults.Count == 0 ? await GetDraftAsync(response, caller, desk) : Problem.Wrong(faults);
    }

    private static async Task<IResult> LintAsync(Caller caller, PolicyDesk desk, PolicyLint lint, CancellationToken cancel) => await desk.DraftAsync(caller.Workspace, cancel) is { } draft
        ? Results.Json(new Page<LintItem>([.. (await lint.LookAsync(caller.Workspace, PolicyReader.Read(draft.Document, 0), cancel)).Select(LintItem.Of)], null))
        : NoDraft();

    private static async Task<IResult> DiscardAsync(Caller caller, DraftDesk drafts)
    {
        await drafts.DiscardAsync(caller.Workspace);
        return Results.NoContent();
    }

    private static async Task<IResult> ChangesAsync(Caller caller, PolicyDesk desk, Configurations configurations, CancellationToken cancel) => await desk.DraftAsync(caller.Workspace, cancel) is { } draft
        ? Results.Json(new Page<ChangeItem>([.. PolicyDiff.Between(configurations.Of(caller.Workspace).Policy, PolicyReader.Read(draft.Document, 0)).Select(ChangeItem.Of)], null))
        : NoDraft();

    private static async Task<IResult> SecondAsync(Caller caller, SecondPerson second, CancellationToken cancel) => Results.Json(new SecondPersonItem(await second.IsNeededAsync(caller.Workspace, cancel)));

    private static async Task<IResult> NeedSecondAsync(HttpRequest request, Caller caller, SecondPerson second)
    {
        var isNeeded = await Sent.ReadAsync(request, body =>
        {
            if (body.Value("required") is null) body.Wrong("required", "'required' is missing: true or false.");
            return body.Flag("required") ?? false;
        });
        await second.NeedAsync(caller.Workspace, isNeeded);
        return Results.Json(new SecondPersonItem(isNeeded));
    }

    private static async Task<IResult> PublishAsync(HttpRequest request, Caller caller, Publisher publisher, Members members)
    {
        var author = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var (note, terms) = await Sent.ReadIfAnyAsync(request, body => (body.Text("note", max: 1000), RolloutBody.Read(body)));
        try
        {
            return await publisher.PublishAsync(caller.Workspace, author, note, terms) switch
            {
                Publication.Done done => Results.Json(new PublishedAnswer(done.Version)),
                Publication.Waiting { Request: var asked } => Results.Json(new WaitingAnswer("waiting", asked.By, asked.At, asked.Note), statusCode: StatusCodes.Status202Accepted),
                Publication.Refused { Faults: var faults } => Problem.Wrong(faults),
                Publication.Changed => Problem.Conflict("Somebody else changed or published the draft at this moment. Look at it again."),
                _ => Problem.Conflict("There is no draft to publish. PUT one to /api/v1/policies/draft first."),
            };
        }
        catch (RolloutRefusedException refused)
        {
            return Problem.Conflict(refused.Message);
        }
    }

    private static async Task<IResult> RestoreAsync(int version, HttpRequest request, Caller caller, PolicyDesk desk, Members members)
    {
        var author = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        try
        {
            return await desk.RestoreAsync(caller.Workspace, version, author, CancellationToken.None) is { } published ? Results.Json(new PublishedAnswer(published)) : Missing(version);
        }
        catch (RolloutRefusedException refused)
        {
            return Problem.Conflict(refused.Message);
        }
    }

    private static Problem NoDraft() => Problem.Missing("There is no draft. PUT the whole document to /api/v1/policies/draft to make one.");

    private static Problem Missing(int version) => Problem.Missing($"There is no version {version} of the policy.");
}
