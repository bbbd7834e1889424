using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Agents;
using Baton.Core.Policies;
using Baton.Core.Policies.Linting;

namespace Baton.Benchmarks.Policies;

/// <summary>How long it takes to look at a large policy: what a person waits for after each change of a draft.</summary>
internal static class LintBenchmark
{
    private static readonly string[] Agents = ["triage", "care", "outreach", "promo"];
    private static readonly World World = new() { Agents = [.. Agents.Select((name, i) => new KnownAgent(new AgentDefinition { Name = name, Department = i < 2 ? "support" : "sales" }))] };

    public static int Run(int rules, int times)
    {
        var shapes = new JsonObject
        {
            ["manyTopics"] = Measure(new JsonObject { ["routing"] = Rules(rules, i => Route(i, All(Compare("event.type", "eq", $"type{i % 50}"), Compare("event.data.label", "eq", $"label{i / 50}")))) }, times),
            ["allOverlapping"] = Measure(new JsonObject { ["routing"] = Rules(rules, i => Route(i, All(Compare("event.type", "eq", "message.received"), Compare("event.text", "containsAny", new JsonArray($"word{i}", $"other{i}"))))) }, times),
            ["everyKind"] = Measure(EveryKind(rules / 5), times),
        };
        Console.WriteLine(new JsonObject { ["rules"] = rules, ["times"] = times, ["milliseconds"] = shapes }.ToJsonString());
        return 0;
    }

    // The first look, which is also compiled, and the middle and the longest of the others.
    private static JsonObject Measure(JsonObject document, int times)
    {
        var policy = PolicyReader.Read(document.ToJsonString(), 1);
        var findings = 0;
        var took = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            findings = Linter.Lint(policy, World).Count;
            took.Add(Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 1));
        }

        var later = took.Skip(times / 2).Order().ToList();
        return new JsonObject { ["first"] = took[0], ["median"] = later[later.Count / 2], ["longest"] = later[^1], ["findings"] = findings };
    }

    private static JsonObject EveryKind(int rules) => new()
    {
        ["routing"] = Rules(rules, i => Route(i, All(Compare("event.type", "eq", $"type{i % 50}"), Compare("customer.plan", "in", new JsonArray($"a{i}", "b")), Compare("event.data.total", "gt", i)))),
        ["cooldowns"] = Rules(rules, i => new JsonObject { ["id"] = $"c{i}", ["after"] = All(Compare("event.type", "eq", "contact.sent"), Compare("agent.department", "eq", "sales"), Compare("event.data.purpose", "eq", $"p{i}")), ["blocks"] = Contacts(i), ["for"] = "PT24H" }),
        ["caps"] = Rules(rules, i => new JsonObject { ["id"] = $"c{i}", ["blocks"] = Contacts(i), ["max"] = 3, ["per"] = "P7D" }),
        ["holds"] = Rules(rules, i => new JsonObject { ["id"] = $"h{i}", ["while"] = Compare("customer.openCases", "gt", i), ["blocks"] = Contacts(i) }),
        ["approvals"] = Rules(rules, i => new JsonObject { ["id"] = $"a{i}", ["when"] = All(Compare("action.kind", "eq", $"refund{i}"), Compare("action.data.amount", "gt", 100)), ["queue"] = "finance" }),
    };

    private static JsonArray Rules(int many, Func<int, JsonObject> rule) => new([.. Enumerable.Range(0, many).Select(rule)]);

    private static JsonObject Route(int i, JsonObject when) => new() { ["id"] = $"r{i}", ["when"] = when, ["to"] = new JsonObject { ["agent"] = Agents[i % Agents.Length] } };

    private static JsonObject Contacts(int i) => All(Compare("action.kind", "startsWith", "contact."), Compare("action.purpose", "eq", $"p{i}"));

    private static JsonObject All(params JsonNode[] parts) => new() { ["all"] = new JsonArray(parts) };

    private static JsonObject Compare(string field, string op, JsonNode value) => new() { ["field"] = field, ["op"] = op, ["value"] = value };
}
