using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Policies;
using Baton.Engine.Agents;
using Baton.Web.Problems;

namespace Baton.Web.Agents.Defining;

/// <summary>Reads an agent's definition, as a program sent it or a person typed it: the same checks for both.</summary>
internal static class AgentBody
{
    private const int MostTools = 100;

    /// <summary>Reads a definition outside a request; null when it has faults.</summary>
    public static AgentDefinition? Read(JsonElement json, string name, IReadOnlyDictionary<string, AgentDefinition> agents, IReadOnlyList<IBuiltInAgent> builtIns, List<Fault> faults)
    {
        var body = new JsonMembers(json, faults);
        var agent = Read(body, name, agents, builtIns);
        body.NothingElse();
        return faults.Count == 0 ? agent : null;
    }

    /// <summary>Reads a definition that stands inside a request's body.</summary>
    public static AgentDefinition? Inside(JsonMembers body, string member, string name, IReadOnlyDictionary<string, AgentDefinition> agents, IReadOnlyList<IBuiltInAgent> builtIns)
    {
        if (body.Members(member) is not { } definition) return null;
        var agent = Read(definition, name, agents, builtIns);
        definition.NothingElse();
        return agent;
    }

    /// <summary>Reads a definition.</summary>
    /// <param name="body">What was sent.</param>
    /// <param name="name">The agent's name.</param>
    /// <param name="agents">The agents of the workspace: what holds now, and where its tasks may go on to.</param>
    /// <param name="builtIns">The built-in agents there are.</param>
    public static AgentDefinition Read(JsonMembers body, string name, IReadOnlyDictionary<string, AgentDefinition> agents, IReadOnlyList<IBuiltInAgent> builtIns)
    {
        var known = agents.GetValueOrDefault(name);
        if (!AgentNames.IsGood(name)) body.Wrong("name", AgentNames.Fault(name));
        if (body.Text("name") is { } said && said != name) body.Wrong("name", $"The address says {name}, the body says {said}.");
        var standard = new AgentDefinition { Name = name, Department = "" };
        var agent = standard with
        {
            Department = body.Text("department", required: true, max: 64) ?? "",
            Kind = Kind(body),
            Description = body.Text("description", max: 500),
            BuiltIn = body.Text("builtIn", max: 64),
            MayPropose = body.Texts("mayPropose", 100) is { } may ? [.. may] : null,
            MinConfidence = body.Number("minConfidence", 0, 1),
            MaxAttempts = body.Whole("maxAttempts", 1, 10) ?? standard.MaxAttempts,
            Fallback = body.Text("fallback", max: 64),
            Senior = body.Text("senior", max: 64),
            Queue = body.Text("queue", max: 64) ?? standard.Queue,
            Permit = body.Duration("permit", TimeSpan.FromSeconds(1), TimeSpan.FromDays(7)) ?? standard.Permit,
            Timeout = body.Duration("timeout", TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)) ?? standard.Timeout,
            Settings = body.Object("settings"),
            Skills = Skills(body),
            Input = body.Value("input")?.Clone(),
            Output = body.Value("output")?.Clone(),
            Context = body.Members("context") is { } context ? ContextItem.Read(context) : null,
            Tools = [.. body.List("tools", MostTools).Select(GrantItem.Read)],
            Limits = body.Members("limits") is { } limits ? LimitsItem.Read(limits) : null,
            Llm = Of(body, "llm", AgentKind.Llm, LlmItem.Read),
            Http = Of(body, "http", AgentKind.Http, HttpItem.Read),
            Mcp = Of(body, "mcp", AgentKind.Mcp, McpItem.Read),
            A2a = Of(body, "a2a", AgentKind.A2a, A2aItem.Read),
            Paused = body.Flag("paused") ?? false,
            Version = known?.Version ?? 1,
        };
        CheckWhole(body, agent, known, builtIns);
        body.Wrong(AgentFaults.Of(agent, agents));
        return agent;
    }

    private static void CheckWhole(JsonMembers body, AgentDefinition agent, AgentDefinition? known, IReadOnlyList<IBuiltInAgent> builtIns)
    {
        if (known is not null && body.Flag("paused") is { } paused && paused != known.Paused) body.Wrong("paused", $"A definition does not pause: POST /api/v1/agents/{agent.Name}/{(paused ? "pause" : "resume")}.");
        if (body.Word("state", AgentItem.States) is { } state && known is not null && state != AgentItem.StateOf(known)) body.Wrong("state", $"A definition does not switch: POST /api/v1/agents/{agent.Name}/pause, drain, kill or resume.");
        if (body.Whole("version", 1, int.MaxValue) is { } version && known is not null && version != Math.Max(known.Version, 1))
            body.Wrong("version", $"{agent.Name} is at version {Math.Max(known.Version, 1)} by now; what you sent began with version {version}. Read it again and change that, or leave 'version' out.");
        if (agent.Fallback == agent.Name) body.Wrong("fallback", "An agent cannot be its own fallback.");
        if (agent.Senior == agent.Name) body.Wrong("senior", "An agent cannot be its own senior.");
        if (agent.Kind == AgentKind.BuiltIn && !builtIns.Any(b => b.Name == (agent.BuiltIn ?? agent.Name)))
            body.Wrong("builtIn", $"There is no built-in agent called {agent.BuiltIn ?? agent.Name}. There are: {string.Join(", ", builtIns.Select(b => b.Name).Order(StringComparer.Ordinal))}.");
        body.Wrong(AgentContract.Of(agent).Faults);
        if (agent is { Kind: not AgentKind.BuiltIn, BuiltIn: not null }) body.Wrong("builtIn", OnlyFor("builtIn", AgentKind.BuiltIn));
    }

    private static AgentKind Kind(JsonMembers body)
    {
        if (body.Text("kind", required: true) is not { } name) return AgentKind.Pull;
        if (AgentKinds.Parse(name) is { } kind) return kind;
        body.Wrong("kind", $"'{name}' is no kind of agent; use one of {string.Join(", ", AgentKinds.Names)}.");
        return AgentKind.Pull;
    }

    // The settings of a kind: needed by agents of that kind, and a mistake with any other.
    private static TSettings? Of<TSettings>(JsonMembers body, string member, AgentKind kind, Func<JsonMembers, TSettings?> read)
        where TSettings : class
    {
        var isOfKind = body.Value("kind") is { ValueKind: JsonValueKind.String } said && said.GetString() == kind.Name();
        if (body.Value(member) is null)
        {
            if (isOfKind) body.Wrong(member, $"An agent of the kind {kind.Name()} needs '{member}'.");
            return null;
        }

        if (!isOfKind) body.Wrong(member, OnlyFor(member, kind));
        return body.Members(member) is { } settings ? read(settings) : null;
    }

    private static string OnlyFor(string member, AgentKind kind) => $"'{member}' is for agents of the kind {kind.Name()} only.";

    private static ImmutableArray<string> Skills(JsonMembers body)
    {
        ImmutableArray<string> skills = [.. (body.Texts("skills", 50) ?? []).Distinct(StringComparer.Ordinal)];
        foreach (var (i, skill) in skills.Index()) if (!AgentNames.IsGood(skill)) body.WrongAt("skills", i, AgentNames.Fault(skill, "a skill"));
        return skills;
    }
}
