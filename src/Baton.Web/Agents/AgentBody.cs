using Baton.Core.Agents;
using Baton.Engine.Agents;
using Baton.Web.Problems;

namespace Baton.Web.Agents;

/// <summary>Reads an agent's definition as it was sent.</summary>
internal static class AgentBody
{
    public const string BuiltIn = "built-in";
    public const string Pull = "pull";

    private static readonly string[] Later = ["llm", "http"];

    public static AgentDefinition Read(JsonMembers body, string name, AgentDefinition? known, IReadOnlyList<IBuiltInAgent> builtIns)
    {
        if (name.Length > 64 || name.Length == 0 || name.Any(c => c is not (>= 'a' and <= 'z' or >= '0' and <= '9' or '-'))) body.Wrong("name", $"'{name}' is no name of an agent: lower-case letters, digits and hyphens, at most 64.");
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
            Queue = body.Text("queue", max: 64) ?? standard.Queue,
            Permit = body.Duration("permit", TimeSpan.FromSeconds(1), TimeSpan.FromDays(7)) ?? standard.Permit,
            Timeout = body.Duration("timeout", TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)) ?? standard.Timeout,
            Settings = body.Object("settings"),
            Paused = body.Flag("paused") ?? false,
        };
        if (known is not null && body.Flag("paused") is { } paused && paused != known.Paused) body.Wrong("paused", $"A definition does not pause: POST /api/v1/agents/{name}/{(paused ? "pause" : "resume")}.");
        if (agent.Fallback == name) body.Wrong("fallback", "An agent cannot be its own fallback.");
        if (agent.Kind == AgentKind.BuiltIn && !builtIns.Any(b => b.Name == (agent.BuiltIn ?? name)))
            body.Wrong("builtIn", $"There is no built-in agent called {agent.BuiltIn ?? name}. There are: {string.Join(", ", builtIns.Select(b => b.Name).Order(StringComparer.Ordinal))}.");
        return agent;
    }

    private static AgentKind Kind(JsonMembers body)
    {
        switch (body.Text("kind", required: true))
        {
            case BuiltIn: return AgentKind.BuiltIn;
            case Pull or null: return AgentKind.Pull;
            case { } kind when Later.Contains(kind): body.Wrong("kind", $"Agents of the kind {kind} come with a later release; {Pull} works with any agent today."); break;
            case { } kind: body.Wrong("kind", $"'{kind}' is no kind of agent; use {Pull} or {BuiltIn}."); break;
        }

        return AgentKind.Pull;
    }
}
