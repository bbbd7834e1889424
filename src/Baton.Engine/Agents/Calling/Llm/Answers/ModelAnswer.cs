using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Schemas;

namespace Baton.Engine.Agents.Calling.Llm.Answers;

/// <summary>Reads what a model wrote as its last answer. Whatever is not as <see cref="AnswerForm"/> says breaks the contract, and every fault is named.</summary>
internal static class ModelAnswer
{
    private const int MostActions = 20;

    public static AgentAnswer Read(string text, AgentDefinition agent)
    {
        if (string.IsNullOrWhiteSpace(text)) return Broken("", [new SchemaFault("", "", "There was no answer at all.")]);
        JsonElement answer;
        try
        {
            answer = JsonElement.Parse(Bare(text));
        }
        catch (JsonException)
        {
            return Broken(text, [new SchemaFault("", "type", "Must be one JSON object and nothing else.")]);
        }

        if (answer.ValueKind != JsonValueKind.Object) return Broken(text, [new SchemaFault("", "type", "Must be an object.")]);
        var faults = new List<SchemaFault>();
        var read = Read(answer, agent, faults);
        return faults.Count == 0 ? read : Broken(text, faults);
    }

    // The next try is told of it, and whoever it goes to in the end sees what it was.
    private static AgentAnswer Broken(string text, IReadOnlyList<SchemaFault> faults)
    {
        var breach = new Breach(ContractSide.Output, faults) { Value = text.Length <= AgentContract.MostKept ? JsonSerializer.SerializeToElement(text) : null };
        var begins = text.ReplaceLineEndings(" ").Trim();
        if (begins.Length > 120) begins = begins[..120] + " …";
        return AgentAnswer.Failure($"The model's answer is not as it was asked for. {breach.Fault}{(begins.Length == 0 ? "" : $" It begins: {begins}")}") with { Breach = breach };
    }

    private static AgentAnswer Read(JsonElement answer, AgentDefinition agent, List<SchemaFault> faults)
    {
        var status = TaskResultJson.Parse(answer.Text("status"));
        if (status is null) faults.Add(new SchemaFault("/status", "enum", "Must be success, failure, needs-human-review or needs-more-info."));
        var output = answer.Member("output");
        if (status == ResultStatus.Success && output is null) faults.Add(new SchemaFault("/output", "required", "Is missing, though the status is success."));
        var confidence = answer.Number("confidence");
        if (answer.Member("confidence") is not null && confidence is not (>= 0 and <= 1)) faults.Add(new SchemaFault("/confidence", "maximum", "Must be a number from 0 to 1."));
        return new AgentAnswer { Status = status ?? ResultStatus.Failure, Output = output, Confidence = confidence, Detail = answer.Text("detail"), Proposals = Proposals(answer, agent, faults) };
    }

    private static ImmutableArray<Proposal> Proposals(JsonElement answer, AgentDefinition agent, List<SchemaFault> faults)
    {
        if (answer.Member("actions") is not { } actions) return [];
        if (actions.ValueKind != JsonValueKind.Array)
        {
            faults.Add(new SchemaFault("/actions", "type", "Must be a list."));
            return [];
        }

        if (actions.GetArrayLength() > MostActions) faults.Add(new SchemaFault("/actions", "maxItems", $"Must be at most {MostActions} actions, but are {actions.GetArrayLength()}."));
        var proposals = ImmutableArray.CreateBuilder<Proposal>();
        foreach (var (i, action) in actions.EnumerateArray().Take(MostActions).Index())
        {
            if (action.Text("kind") is not { Length: > 0 and <= 128 } kind) faults.Add(new SchemaFault($"/actions/{i}/kind", "required", "Must be a text of 1 to 128 characters."));
            else if (!TryData(action, out var data)) faults.Add(new SchemaFault($"/actions/{i}/data", "type", "Must be a JSON object, as it is or written as a text."));
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
}
