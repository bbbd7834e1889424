using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Core.Agents;

/// <summary>Results as the payload of <c>baton.task.finished</c>.</summary>
public static class TaskResultJson
{
    /// <summary>The status as in JSON: <c>success</c>, <c>failure</c>, <c>needs-human-review</c>, <c>needs-more-info</c>.</summary>
    public static string Name(this ResultStatus status) => status switch
    {
        ResultStatus.Success => "success",
        ResultStatus.Failure => "failure",
        ResultStatus.NeedsHumanReview => "needs-human-review",
        _ => "needs-more-info",
    };

    /// <summary>Reads what <see cref="Name"/> wrote.</summary>
    public static ResultStatus? Parse(string? name) => name switch
    {
        "success" => ResultStatus.Success,
        "failure" => ResultStatus.Failure,
        "needs-human-review" => ResultStatus.NeedsHumanReview,
        "needs-more-info" => ResultStatus.NeedsMoreInfo,
        _ => null,
    };

    /// <summary>The payload.</summary>
    public static JsonElement Write(TaskResult result) => Payload.Of(json =>
    {
        json.WriteString("task", result.Task);
        json.WriteString("agent", result.Agent);
        if (result.Version > 0) json.WriteNumber("version", result.Version);
        json.WriteString("status", result.Status.Name());
        if (result.Output is { ValueKind: not JsonValueKind.Undefined } output)
        {
            json.WritePropertyName("output");
            output.WriteTo(json);
        }

        if (result.Confidence is { } confidence) json.WriteNumber("confidence", confidence);
        if (result.Detail is { } detail) json.WriteString("detail", detail);
        if (result.DurationMs is { } took) json.WriteNumber("durationMs", Math.Round(took, 2));
        if (result.Usage is { } usage) WriteUsage(json, usage);
        if (result.Breach is { } breach) WriteBreach(json, breach);
        if (result.RetryAfter is { } wait) json.WriteNumber("retryAfterMs", Math.Ceiling(wait.TotalMilliseconds));
        if (result.IsFinal) json.WriteBoolean("final", true);
        if (result.IsUnasked) json.WriteBoolean("unasked", true);
        if (result.Model is { } model) json.WriteString("model", model);
        if (result.Sent is not { ValueKind: not JsonValueKind.Undefined } sent) return;
        json.WritePropertyName("sent");
        sent.WriteTo(json);
    });

    /// <summary>What was wrong with an answer that broke its contract, as <see cref="Write"/> wrote it; null when none did.</summary>
    public static string? BreachOf(Event e, ContractSide side) => e.Data.Member("contract") is { } contract && contract.Text("broken") == SideName(side) ? contract.Text("fault") : null;

    private static string SideName(ContractSide side) => side == ContractSide.Input ? "input" : "output";

    private static void WriteBreach(Utf8JsonWriter json, Breach breach)
    {
        json.WriteStartObject("contract");
        json.WriteString("broken", SideName(breach.Side));
        json.WriteString("fault", breach.Fault);
        if (breach.Value is { } value)
        {
            json.WritePropertyName("value");
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter json, Usage usage)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("inputTokens", usage.InputTokens);
        json.WriteNumber("outputTokens", usage.OutputTokens);
        json.WriteNumber("cost", usage.Cost);
        json.WriteEndObject();
    }
}
