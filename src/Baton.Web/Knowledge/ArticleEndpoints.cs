using Baton.Core.Knowledge;
using Baton.Core.Policies;
using Baton.Engine.Knowledge;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Baton.Web.Knowledge;

/// <summary>The help articles from which customers are answered.</summary>
internal static class ArticleEndpoints
{
    public static void MapArticles(this IEndpointRouteBuilder api)
    {
        var articles = api.MapGroup("/articles").WithTags("Knowledge");
        articles.MapGet("", ListAsync).Needs(Scopes.Read, Scopes.Agent)
            .WithSummary("Every article, those that wait for a person's word first.")
            .Produces<Page<ArticleItem>>().Faults();
        articles.MapGet("/{id}", GetAsync).Needs(Scopes.Read, Scopes.Agent)
            .WithSummary("One article.")
            .Produces<ArticleItem>().Faults(404);
        articles.MapPut("/{id}", PutAsync).Needs(Scopes.Admin)
            .WithSummary("Writes an article or changes it; from then on customers are answered from it. A proposed one is accepted so.")
            .Takes<ArticleRequest>().Produces<ArticleItem>(StatusCodes.Status201Created).Produces<ArticleItem>().Faults(400, 409, 413, 415, 422, 503);
        articles.MapDelete("/{id}", DeleteAsync).Needs(Scopes.Admin)
            .WithSummary("Removes an article, or turns a proposed one down.")
            .Produces(StatusCodes.Status204NoContent).Faults(404, 503);
        api.MapGet("/articles:search", Search).Needs(Scopes.Read, Scopes.Agent).WithTags("Knowledge")
            .WithSummary("The articles that fit a question best, each with the paragraph that does. Proposed ones are not among them.")
            .Produces<Page<ArticleFound>>().Faults(422);
        api.MapPost("/articles:propose", ProposeAsync).Needs(Scopes.Handoff, Scopes.Admin).WithTags("Knowledge")
            .WithSummary("Proposes an article. It waits under a name of its own until a person accepts it; the same text is not proposed twice (409).")
            .Takes<ArticleRequest>().Produces<ArticleItem>(StatusCodes.Status201Created).Faults(400, 409, 413, 415, 422, 503);
    }

    private static async Task<IResult> ListAsync(Caller caller, Articles articles, CancellationToken cancel) =>
        Results.Json(new Page<ArticleItem>([.. (await articles.ListAsync(caller.Workspace, cancel)).Select(ArticleItem.Of)], null));

    private static async Task<IResult> GetAsync(string id, Caller caller, Articles articles, CancellationToken cancel) =>
        await articles.FindAsync(caller.Workspace, id, cancel) is { } card ? Results.Json(ArticleItem.Of(card)) : Missing(id);

    private static async Task<IResult> PutAsync(string id, HttpRequest request, Caller caller, Articles articles, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Operate);
        var (article, handoff) = await Sent.ReadAsync(request, body => Read(body, id));
        var isNew = await articles.FindAsync(caller.Workspace, id) is null;
        try
        {
            await articles.PutAsync(caller.Workspace, article, by, handoff, CancellationToken.None);
        }
        catch (ArticleLimitException refused)
        {
            return Problem.Conflict(refused.Message);
        }

        return Results.Json(ArticleItem.Of((await articles.FindAsync(caller.Workspace, id))!), statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpRequest request, Caller caller, Articles articles, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Operate);
        return await articles.RemoveAsync(caller.Workspace, id, by, CancellationToken.None) ? Results.NoContent() : Missing(id);
    }

    private static IResult Search([FromQuery] string? q, Caller caller, ArticleShelf shelf) =>
        string.IsNullOrWhiteSpace(q) || q.Length > 4_000 ? Problem.Wrong("/q", "'q' must be a question of 1 to 4000 characters.")
            : Results.Json(new Page<ArticleFound>([.. shelf.Of(caller.Workspace).Search(q, take: 10).Select(ArticleFound.Of)], null));

    private static async Task<IResult> ProposeAsync(HttpRequest request, Caller caller, Articles articles, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Handle);
        var (article, handoff) = await Sent.ReadAsync(request, body => Read(body, id: null));
        try
        {
            return await articles.ProposeAsync(caller.Workspace, article.Title, article.Text, article.Tags, handoff, by, CancellationToken.None) is { } id
                ? Results.Json(ArticleItem.Of((await articles.FindAsync(caller.Workspace, id))!), statusCode: StatusCodes.Status201Created)
                : Problem.Conflict("An article with this text is there already, or waits for a person's word.");
        }
        catch (ArticleLimitException refused)
        {
            return Problem.Conflict(refused.Message);
        }
    }

    private static (Article Article, string? Handoff) Read(JsonMembers body, string? id)
    {
        var title = body.Text("title", required: true, max: ArticleChecks.LongestTitle) ?? "-";
        var text = body.Text("text", required: true, max: ArticleChecks.LongestText) ?? "-";
        var article = Article.Of(id ?? ArticleChecks.IdOf(title), title, body.Texts("tags", ArticleChecks.MostTags) ?? [], text);
        body.Wrong(ArticleChecks.FaultsOf(article).Select(fault => new Fault(fault.Pointer, fault.Detail)));
        return (article, body.Text("handoff"));
    }

    private static Problem Missing(string id) => Problem.Missing($"There is no article {id} in this workspace.");
}
