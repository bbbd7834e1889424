using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Baton.Core.Policies;
using Baton.Core.Schemas;

namespace Baton.Core.Agents;

/// <summary>What an agent must be given and what it must answer, read once for each version of its definition.</summary>
public sealed class AgentContract
{
    /// <summary>The longest answer that is kept with the fault that was found in it, in characters of JSON.</summary>
    public const int MostKept = 20_000;

    private const int MostTexts = 1000;

    // A definition in force is one object for long; one of a past version is made anew each time, so that its schemas are known by their text.
    private static readonly ConditionalWeakTable<AgentDefinition, AgentContract> Known = [];
    private static readonly ConcurrentDictionary<(string? Input, string? Output), AgentContract> ByText = new();

    private readonly JsonSchema? _input;
    private readonly JsonSchema? _output;
    private readonly List<Fault> _faults = [];

    private AgentContract(AgentDefinition agent)
    {
        if (agent.Input is { } input) _input = JsonSchema.Read(input, _faults, "/input");
        if (agent.Output is { } output) _output = JsonSchema.Read(output, _faults, "/output");
    }

    /// <summary>What is wrong with its schemas, pointing into the definition; empty when the contract can be kept.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>The contract of a definition.</summary>
    public static AgentContract Of(AgentDefinition agent) => Known.GetValue(agent, static a =>
    {
        if (ByText.Count >= MostTexts) ByText.Clear();
        return ByText.GetOrAdd((a.Input?.GetRawText(), a.Output?.GetRawText()), static (_, from) => new AgentContract(from), a);
    });

    /// <summary>How what the agent would be given breaks the contract; null when it keeps it.</summary>
    public Breach? OfInput(JsonElement briefing) => _input is null && !IsUnusable("/input") ? null : BreachOf(ContractSide.Input, _input, briefing);

    /// <summary>
    /// How an answer breaks the contract; null when it keeps it. A success must have an output that does; whoever asks for a person, or for more, need not have one, but what there
    /// is must keep it, since a person may let it go on. A failure hands on nothing.
    /// </summary>
    public Breach? OfAnswer(ResultStatus status, JsonElement? output)
    {
        if (status == ResultStatus.Failure || (_output is null && !IsUnusable("/output"))) return null;
        if (output is { ValueKind: not JsonValueKind.Undefined } given) return BreachOf(ContractSide.Output, _output, given);
        return status == ResultStatus.Success ? new Breach(ContractSide.Output, [new SchemaFault("", "", "There is no output, which the contract asks for.")]) : null;
    }

    // A definition from before schemas were looked at: nothing is known to keep a contract that cannot be read.
    private bool IsUnusable(string side) => _faults.Exists(f => f.Pointer.StartsWith(side, StringComparison.Ordinal));

    private Breach? BreachOf(ContractSide side, JsonSchema? schema, JsonElement value)
    {
        var kept = value.GetRawText() is { Length: <= MostKept } ? value : (JsonElement?)null;
        if (schema is null) return new Breach(side, [new SchemaFault("", "", $"The contract itself cannot be used. {_faults[0].Detail}")]) { Value = kept };
        return schema.Validate(value) is { Count: > 0 } faults ? new Breach(side, faults) { Value = kept } : null;
    }
}

/// <summary>Which half of a contract.</summary>
public enum ContractSide
{
    /// <summary>What the agent is given.</summary>
    Input,

    /// <summary>What it answers.</summary>
    Output,
}

/// <summary>A contract that was not kept.</summary>
/// <param name="Side">By what the agent was to be given, or by what it answered.</param>
/// <param name="Faults">How.</param>
public sealed record Breach(ContractSide Side, IReadOnlyList<SchemaFault> Faults)
{
    /// <summary>What broke it, unless it is too long to be kept.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>How, in one text for people and for the agent.</summary>
    public string Fault => SchemaFault.Say(Faults);
}
