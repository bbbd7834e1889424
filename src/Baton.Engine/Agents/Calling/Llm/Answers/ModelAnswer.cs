using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Events;

namespace Baton.Engine.Agents.Calling.Llm.Answers;

/// <summary>Reads what a model wrote as its last answer. Whatever is not as <see cref="AnswerForm"/> says is a failure that names every fault.</summary>
internal static class ModelAnswer
{
    private const int MostActions = 20;

    public static AgentAnswer Read(string text, AgentDefinition agent)
    {
        if (string.IsNullOrWhiteSpace(text)) return AgentAnswer.Failure("The model answered nothing.");
        JsonElement answer;
        try
        {
            answer = JsonElement.Parse(Bare(text));
        }
        catch (JsonException)
        {
            return AgentAnswer.Failure($"The model's answer is not the JSON object it was asked for. It begins: {Beginning(text)}");
        }

        var faults = new List<string>();
        var read = answer.ValueKind == JsonValueKind.Object ? Read(answer, agent, faults) : new AgentAnswer();
        if (answer.ValueKind != JsonValueKind.Object) faults.Add("it is no object");
        return faults.Count == 0 ? read : AgentAnswer.Failure($"The model's answer is not as it was asked for: {string.Join("; ", faults)}. It begins: {Beginning(text)}");
    }

    private static AgentAnswer Read(JsonElement answer, AgentDefinition agent, List<string> faults)
    {
        var status = TaskResultJson.Parse(answer.Text("status"));
        if (status is null) faults.Add("\"status\" is none of success, failure, needs-human-review, needs-more-info");
        var output = answer.Member("output");
        if (status == ResultStatus.Success && output is null) faults.Add("the status is success and \"output\" is missing");
        var confidence = answer.Number("confidence");
        if (answer.Member("confidence") is not null && confidence is not (>= 0 and <= 1)) faults.Add("\"confidence\" is no number from 0 to 1");
        return new AgentAnswer { Status = status ?? ResultStatus.Failure, Output = output, Confidence = confidence, Detail = answer.Text("detail"), Proposals = Proposals(answer, agent, faults) };
    }

    private static ImmutableArray<Proposal> Proposals(JsonElement answer, AgentDefinition agent, List<string> faults)
    {
        if (answer.Member("actions") is not { } actions) return [];
        if (actions.ValueKind != JsonValueKind.Array)
        {
            faults.Add("\"actions\" is no list");
            return [];
        }

        if (actions.GetArrayLength() > MostActions) faults.Add($"it proposes {actions.GetArrayLength()} actions, at most {MostActions} are taken");
        var proposals = ImmutableArray.CreateBuilder<Proposal>();
        foreach (var (i, action) in actions.EnumerateArray().Take(MostActions).Index())
        {
            if (action.Text("kind") is not { Length: > 0 and <= 128 } kind) faults.Add($"action {i + 1} has no \"kind\"");
            else if (!TryData(action, out var data)) faults.Add($"the \"data\" of action {i + 1} is no JSON object");
            else proposals.Add(new Proposal { Id = "", Agent = agent.Name, Kind = kind, Purpose = action.Text("purpose"), Text = action.Text("text"), Data = data, Execute = Executor.Baton });
        }

        return proposals.ToImmutable();
    }

    // A text that holds an object, since strict schemas know no open objects; an object itself is taken too.
    private static bool TryData(JsonElement action, out JsonElement data)
    {
        data = action.Member("data") ?? default;
        if (data.ValueKind == JsonValueKind.String)
        {
            var text = data.GetString()!;
            try
            {
                data = string.IsNullOrWhiteSpace(text) ? default : JsonElement.Parse(text);
            }
            catch (JsonException)
            {
                return false;
            }
        }

        if (data.ValueKind == JsonValueKind.Null) data = default;
        return data.ValueKind is JsonValueKind.Object or JsonValueKind.Undefined;
    }

    // Servers that know no structured output often fence it.
    private static string Bare(string text)
    {
        var bare = text.Trim();
        if (!bare.StartsWith("```", StringComparison.Ordinal) || !bare.EndsWith("```", StringComparison.Ordinal) || bare.Length < 6) return bare;
        var first = bare.IndexOf('\n', StringComparison.Ordinal);
        return first < 0 ? bare : bare[(first + 1)..^3];
    }

    private static string Beginning(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= 120 ? line : line[..120] + " …";
    }
}
