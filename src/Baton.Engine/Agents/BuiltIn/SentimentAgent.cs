using System.Text.Json.Nodes;
using Baton.Core.Arbitration;
using Baton.Core.Classification;

namespace Baton.Engine.Agents.BuiltIn;

/// <summary>Reads how the customer feels, and asks to note it on the customer when it changed, so that every agent knows.</summary>
internal sealed class SentimentAgent : IBuiltInAgent
{
    public string Name => "sentiment";

    public Task<AgentAnswer> WorkAsync(AgentWork work, CancellationToken cancel)
    {
        var feeling = Sentiment.Read(work.Root.Text ?? "");
        var label = feeling.Label.ToString().ToLowerInvariant();
        var changed = work.Customer is { } customer && (customer.AttributeText("mood") ?? "neutral") != label;
        return Task.FromResult(new AgentAnswer
        {
            Output = Outputs.Of(("label", label), ("score", Math.Round(feeling.Score, 3)), ("words", new JsonArray([.. feeling.Words.Take(8).Select(w => (JsonNode)w)]))),
            Confidence = Math.Round(0.5 + Math.Abs(feeling.Score) / 2, 3),
            Proposals = changed ? [new Proposal { Id = "", Agent = work.Agent.Name, Kind = "customer.update", Data = Outputs.Of(("attributes", new JsonObject { ["mood"] = label })), Execute = Executor.Baton }] : [],
        });
    }
}
