using System.Text.Json.Nodes;
using Baton.Core.Classification;

namespace Baton.Engine.Agents.BuiltIn.Triage;

/// <summary>Says what a message is about, and how sure it is. The classifier is trained in the background when first asked for; what comes meanwhile waits for it.</summary>
internal sealed class TriageAgent : IBuiltInAgent
{
    private readonly Lazy<Task<TextClassifier>> _classifier = new(() => Task.Run(() => TextClassifier.Train(TriageExamples.Training())));

    public string Name => "triage";

    public async Task<AgentAnswer> WorkAsync(AgentWork work, CancellationToken cancel)
    {
        var classifier = await _classifier.Value.WaitAsync(cancel);
        var guess = classifier.Classify(work.Root.Text ?? "");
        return new AgentAnswer
        {
            Output = Outputs.Of(("label", guess.Label), ("alternatives", new JsonArray([.. guess.Alternatives.Select(a => (JsonNode)new JsonObject { ["label"] = a.Label, ["confidence"] = Math.Round(a.Confidence, 3) })])), ("model", classifier.Version)),
            Confidence = Math.Round(guess.Confidence, 3),
        };
    }
}
