using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Handoffs;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Timeline;

namespace Baton.Engine.Learning;

/// <summary>What a classifier says, or would say, a case is about, and what else it can be.</summary>
/// <param name="Model">The classifier.</param>
/// <param name="Label">Its guess; null while it has no version in force.</param>
/// <param name="Confidence">How sure it is, from 0 to 1.</param>
/// <param name="WasAsked">Whether a rule asked it on the way here; otherwise it says so only now.</param>
/// <param name="Labels">Every label that it knows.</param>
public sealed record CaseGuess(string Model, string? Label, double Confidence, bool WasAsked, IReadOnlyList<string> Labels);

/// <summary>Labels of cases: the guess beside which a person names the right one, and naming it after the case is over.</summary>
public sealed class CaseLabels(Conductor conductor, Configurations configurations)
{
    /// <summary>What a classifier says a case is about; null when the workspace has none, or there is no message to label.</summary>
    public CaseGuess? GuessOf(string workspace, HandoffCase handoff)
    {
        ArgumentNullException.ThrowIfNull(handoff);
        var config = configurations.Of(workspace);
        if (config.Models.Count == 0) return null;
        foreach (var row in handoff.Chain.Where(row => row.Decisions is not null).Reverse())
        {
            if (row.ToDecision().Route?.Guess is { } asked && config.Model(asked.Model) is { } model) return new CaseGuess(asked.Model, asked.Label, asked.Confidence, WasAsked: true, model.Labels);
        }

        // Nobody asked a classifier here: the one there is says what it thinks, so that there is something to agree with. Of several none can be meant.
        if (config.Models.Count > 1 || handoff.Chain is not [var first, ..] || first.ToEvent().Text is not { Length: > 0 } text) return null;
        var (name, only) = config.Models.Single();
        var guess = only.Classify(text, alternatives: 0);
        return new CaseGuess(name, guess.Label, guess.Confidence, WasAsked: false, only.Labels);
    }

    /// <summary>
    /// What a resolution carries as <c>data</c> so that the label is learned; undefined when there is none. A held result keeps its output, of which the label is
    /// put right; one without a label is left as it is, since it goes on as the agent's answer: then the label is named afterwards.
    /// </summary>
    public static JsonElement DataOf(HandoffCase handoff, CaseGuess guess, string? label)
    {
        ArgumentNullException.ThrowIfNull(handoff);
        ArgumentNullException.ThrowIfNull(guess);
        if (string.IsNullOrWhiteSpace(label)) return default;
        if (handoff.Held is null) return Payload.Of(json => Write(json, guess.Model, label));
        if (handoff.Held.Value.Member("output") is not { ValueKind: JsonValueKind.Object } output || output.Text("label") is null) return default;
        var kept = JsonNode.Parse(output.GetRawText())!.AsObject();
        kept["label"] = label.Trim();
        return JsonSerializer.SerializeToElement(kept);
    }

    /// <summary>Names the label of a case, before or after its end, or marks its answer as useful for others.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="handoff">The handoff's id; whoever calls has seen that there is one.</param>
    /// <param name="label">The label; null when only its use is marked.</param>
    /// <param name="model">The classifier that learns it; null for the one that was asked.</param>
    /// <param name="isUseful">Whether the answer is useful for others.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public Task<Turn> LabelAsync(string workspace, string handoff, string? label, string? model, bool isUseful, Actor by, CancellationToken cancel = default) =>
        conductor.TakeAsync(workspace, Input.Act("baton/learning", EventTypes.HandoffLabelled, by, Payload.Of(json =>
        {
            json.WriteString("handoff", handoff);
            if (label is not null) Write(json, model, label);
            if (isUseful) json.WriteBoolean("useful", true);
        })) with { Customer = HandoffId.CustomerOf(handoff) }, cancel);

    private static void Write(Utf8JsonWriter json, string? model, string label)
    {
        json.WriteString("label", label.Trim());
        if (model is not null) json.WriteString("model", model);
    }
}
