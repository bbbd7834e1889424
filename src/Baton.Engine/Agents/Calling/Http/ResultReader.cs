using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;

namespace Baton.Engine.Agents.Calling.Http;

/// <summary>Reads an answer that has the form in which results are handed in: <c>status</c>, <c>output</c>, <c>confidence</c>, <c>detail</c>, <c>usage</c>, <c>actions</c>.</summary>
/// <param name="agent">Whose answer it is.</param>
/// <param name="hasCustomer">Whether the task is about a customer, so that there is somebody to do something to.</param>
/// <param name="does">Whether Baton itself can do actions of a kind.</param>
internal sealed class ResultReader(AgentDefinition agent, bool hasCustomer, Func<string, bool> does)
{
    private const int MostActions = 20, LongestDetail = 4000;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };
    private static readonly string[] Members = ["status", "output", "confidence", "detail", "usage", "actions"];
    private static readonly string[] ActionMembers = ["kind", "purpose", "text", "data", "execute"];

    private readonly List<string> _faults = [];

    /// <summary>The answer; a failure that names every fault when it cannot be read.</summary>
    public static AgentAnswer Read(ReadOnlyMemory<byte> body, AgentDefinition agent, bool hasCustomer, Func<string, bool> does)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return new ResultReader(agent, hasCustomer, does).Read(document.RootElement.Clone());
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException) // the latter for half a surrogate pair
        {
            return AgentAnswer.Failure($"Its answer is no JSON that can be read: {fault.Message}");
        }
    }

    private AgentAnswer Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) return AgentAnswer.Failure("Its answer is not a JSON object.");
        NothingElse(json, Members, "");
        var status = TaskResultJson.Parse(Text(json, "status", 40));
        if (status is null) _faults.Add("'status' must be one of success, failure, needs-human-review, needs-more-info");
        var answer = new AgentAnswer
        {
            Status = status ?? ResultStatus.Failure,
            Output = Object(json, "output"),
            Confidence = Number(json, "confidence", 1),
            Detail = Text(json, "detail", LongestDetail),
            Usage = Usage(json),
            Proposals = Actions(json),
        };
        return _faults.Count == 0 ? answer : AgentAnswer.Failure($"Its answer is no result: {string.Join("; ", _faults)}.");
    }

    private Usage? Usage(JsonElement json)
    {
        if (Object(json, "usage") is not { } usage) return null;
        return new Usage((long)(Number(usage, "inputTokens", 1e12) ?? 0), (long)(Number(usage, "outputTokens", 1e12) ?? 0), (decimal)(Number(usage, "cost", 1e9) ?? 0));
    }

    private ImmutableArray<Proposal> Actions(JsonElement json)
    {
        if (Value(json, "actions") is not { } actions) return [];
        if (actions.ValueKind != JsonValueKind.Array || actions.GetArrayLength() > MostActions || actions.EnumerateArray().Any(a => a.ValueKind != JsonValueKind.Object))
        {
            _faults.Add($"'actions' must be a list of at most {MostActions} objects");
            return [];
        }

        if (!hasCustomer && actions.GetArrayLength() > 0) _faults.Add("'actions' must be empty, since the task is about no customer");
        return [.. actions.EnumerateArray().Select(Action)];
    }

    private Proposal Action(JsonElement json)
    {
        NothingElse(json, ActionMembers, " in an action");
        var kind = Text(json, "kind", 100);
        if (kind?.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') != true) _faults.Add("'kind' of an action must be letters, digits, '.', '-' and '_', for example contact.email");
        var execute = Text(json, "execute", 10);
        if (execute is not (null or "self" or "baton")) _faults.Add("'execute' must be self or baton");
        if (execute == "baton" && kind is not null && !does(kind)) _faults.Add($"Baton has no connector for {kind}; use execute: self");
        return new Proposal
        {
            Id = "",
            Agent = agent.Name,
            Kind = kind ?? "",
            Purpose = Text(json, "purpose", 100),
            Text = Text(json, "text", 100_000),
            Data = Object(json, "data") ?? default,
            Execute = execute == "baton" ? Executor.Baton : Executor.Self,
        };
    }

    private static JsonElement? Value(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string? Text(JsonElement json, string name, int most)
    {
        if (Value(json, name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Length <= most) return text;
        _faults.Add($"'{name}' must be a text of at most {most} characters");
        return null;
    }

    private double? Number(JsonElement json, string name, double most)
    {
        if (Value(json, name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= 0 && number <= most) return number;
        _faults.Add(string.Create(CultureInfo.InvariantCulture, $"'{name}' must be a number from 0 to {most}"));
        return null;
    }

    private JsonElement? Object(JsonElement json, string name)
    {
        if (Value(json, name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Object) return value;
        _faults.Add($"'{name}' must be an object");
        return null;
    }

    // A misspelt member is not silently without effect.
    private void NothingElse(JsonElement json, string[] known, string where)
    {
        foreach (var member in json.EnumerateObject().Where(m => !known.Contains(m.Name, StringComparer.Ordinal))) _faults.Add($"there is no '{member.Name}'{where}");
    }
}
