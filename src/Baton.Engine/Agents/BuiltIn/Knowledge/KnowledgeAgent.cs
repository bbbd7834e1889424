using System.Text.Json.Nodes;
using Baton.Engine.Knowledge;

namespace Baton.Engine.Agents.BuiltIn.Knowledge;

/// <summary>Looks for articles that speak of what the customer asks.</summary>
internal sealed class KnowledgeAgent(ArticleShelf articles) : IBuiltInAgent
{
    public string Name => "knowledge";

    public Task<AgentAnswer> WorkAsync(AgentWork work, CancellationToken cancel)
    {
        var hits = articles.Of(work.Workspace).Search(work.Root.Text ?? "");
        return Task.FromResult(new AgentAnswer
        {
            Output = Outputs.Of(
                ("summary", hits.Count == 0 ? "no article" : hits[0].Article.Title),
                ("found", hits.Count > 0),
                ("articles", new JsonArray([.. hits.Select(h => (JsonNode)new JsonObject { ["id"] = h.Article.Id, ["title"] = h.Article.Title, ["score"] = Math.Round(h.Score, 2), ["passage"] = h.Passage })]))),
            Confidence = hits.Count == 0 ? 0 : Math.Round(hits[0].Coverage, 3),
        });
    }
}
