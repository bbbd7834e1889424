using System.Text.Json;
using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Tools;

namespace Baton.Engine.Tools.Own;

/// <summary>Reads the customer as it is now: the fields that the agent's declared context names, and no more.</summary>
internal sealed class CustomerReader(TimeProvider clock) : IToolRunner
{
    private const string All = "*";

    // What is known of every customer, besides its attributes.
    private static readonly string[] Fixed = ["id", "openCases", "openHandoffs", "openTasks", "doNotContact"];

    public bool Runs(ToolDefinition tool) => tool is { Kind: ToolKind.Own, Name: OwnTools.CustomerRead };

    public Task<ToolAnswer> RunAsync(ToolRun run, CancellationToken cancel) => Task.FromResult(Read(run));

    private ToolAnswer Read(ToolRun run)
    {
        if (run.Customer is not { } customer) return new ToolAnswer("This task is about no customer.");
        var declared = run.Agent?.Context is { } context ? context.Customer : [All];
        var asked = run.Arguments.Member("fields") is { } fields ? fields.EnumerateArray().Select(f => f.GetString()!).ToList() : [];
        if (asked.Find(name => !IsDeclared(name, declared)) is { } hidden)
            return new ToolAnswer($"{hidden} is not among the fields of the customer that this agent may see{(declared.Length == 0 ? "; it may see none." : $". It may see {string.Join(", ", declared)}.")}");
        var names = asked.Count > 0 ? asked : declared.Contains(All, StringComparer.Ordinal) ? [.. Fixed, .. customer.Attributes.Keys] : declared.ToList();
        var facts = new Facts(clock.GetUtcNow(), customer);
        return new ToolAnswer(null, Payload.Of(json =>
        {
            foreach (var name in names.Distinct(StringComparer.Ordinal)) Write(json, name, facts);
        }));
    }

    private static bool IsDeclared(string name, IReadOnlyList<string> declared) => declared.Any(d => d == All || d.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static void Write(Utf8JsonWriter json, string name, Facts facts)
    {
        json.WritePropertyName(name);
        var value = Field.Find("customer." + name, out _)?.Read(facts) ?? default;
        if (value.Exists) value.ToJson().WriteTo(json);
        else json.WriteNullValue();
    }
}
