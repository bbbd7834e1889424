using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Baton.Core.Agents;
using Baton.Core.Policies;
using Baton.Engine.Agents;
using Baton.Web.Agents.Defining;

namespace Baton.Web.Agents.Editing;

/// <summary>An agent's definition while a person edits it: texts as typed. It is held to what the API is held to, by the same reader.</summary>
public sealed class AgentForm
{
    private readonly AgentDefinition? _known;

    /// <summary>Begins with a definition, or with the name of an agent that has none.</summary>
    public AgentForm(string name, AgentDefinition? known)
    {
        _known = known;
        Name = name;
        var agent = known ?? new AgentDefinition { Name = name, Department = "" };
        (Department, Kind, Description, BuiltIn) = (agent.Department, agent.Kind, agent.Description ?? "", agent.Kind == AgentKind.BuiltIn ? agent.BuiltIn ?? agent.Name : "");
        (Queue, Fallback, Senior, Skills) = (agent.Queue, agent.Fallback ?? "", agent.Senior ?? "", [.. agent.Skills]);
        MayPropose = agent.MayPropose is { } may ? [.. may] : [];
        MayNothing = agent.MayPropose is { IsEmpty: true };
        MinConfidence = Typed.Percent(agent.MinConfidence);
        MaxAttempts = Typed.Of(agent.MaxAttempts);
        (Timeout, Permit) = (XmlConvert.ToString(agent.Timeout), XmlConvert.ToString(agent.Permit));
        (Input, Output, Settings) = (Typed.Of(agent.Input), Typed.Of(agent.Output), Typed.Of(agent.Settings));
        (Llm, Http, Mcp, A2a) = (LlmTyped.Of(agent.Llm), HttpTyped.Of(agent.Http), McpTyped.Of(agent.Mcp), A2aTyped.Of(agent.A2a));
        (Context, Limits, Tools) = (ContextTyped.Of(agent.Context), LimitsTyped.Of(agent.Limits), [.. agent.Tools.Select(GrantTyped.Of)]);
    }

    public string Name { get; set; }
    public string Department { get; set; }
    public AgentKind Kind { get; set; }
    public string Description { get; set; }
    public string BuiltIn { get; set; }
    public IReadOnlyList<string> Skills { get; set; }

    /// <summary>Kinds of actions; empty allows all, unless <see cref="MayNothing"/>.</summary>
    public IReadOnlyList<string> MayPropose { get; set; }

    /// <summary>It may propose no action at all.</summary>
    public bool MayNothing { get; set; }

    /// <summary>Percent; empty for never.</summary>
    public string MinConfidence { get; set; }

    public string MaxAttempts { get; set; }
    public string? Timeout { get; set; }
    public string? Permit { get; set; }
    public string Fallback { get; set; }
    public string Senior { get; set; }
    public string Queue { get; set; }

    /// <summary>JSON, like <see cref="Output"/> and <see cref="Settings"/>.</summary>
    public string Input { get; set; }

    public string Output { get; set; }
    public string Settings { get; set; }
    public LlmTyped Llm { get; }
    public HttpTyped Http { get; }
    public McpTyped Mcp { get; }
    public A2aTyped A2a { get; }
    public ContextTyped Context { get; }
    public LimitsTyped Limits { get; }
    public List<GrantTyped> Tools { get; }

    /// <summary>The definition as typed, or null with all that is wrong.</summary>
    /// <param name="builtIns">The built-in agents there are.</param>
    /// <param name="agents">The agents of the workspace at this moment: somebody may have changed this one since the form was opened.</param>
    public (AgentDefinition? Agent, TypedFaults Faults) Read(IReadOnlyList<IBuiltInAgent> builtIns, IReadOnlyDictionary<string, AgentDefinition> agents)
    {
        var (typed, read) = (new TypedFaults(), new List<Fault>());
        var json = JsonSerializer.SerializeToElement(Write(typed));
        var agent = AgentBody.Read(json, Name.Trim(), agents, builtIns, read);
        typed.Add(read);
        return typed.Count > 0 ? (null, typed) : (agent! with { Paused = agents.GetValueOrDefault(Name.Trim())?.Paused ?? false }, typed);
    }

    private JsonObject Write(TypedFaults faults)
    {
        var json = new TypedJson("", faults);
        json.Text("department", Department);
        json.Text("kind", Kind.Name());
        json.Text("description", Description);
        if (Kind == AgentKind.BuiltIn && BuiltIn.Length == 0) faults.Add("/builtIn", "Choose which one.");
        if (Kind == AgentKind.BuiltIn && BuiltIn != Name.Trim()) json.Text("builtIn", BuiltIn);
        json.List("skills", Skills);
        if (MayNothing || MayPropose.Count > 0) json.List("mayPropose", MayNothing ? [] : MayPropose);
        json.Percent("minConfidence", MinConfidence);
        if (MaxAttempts.Trim().Length == 0) faults.Add("/maxAttempts", "Must be a whole number from 1 to 10.");
        json.Number("maxAttempts", MaxAttempts);
        json.Length("timeout", Timeout);
        json.Length("permit", Permit);
        json.Text("fallback", Fallback);
        json.Text("senior", Senior);
        if (Queue.Trim().Length == 0) faults.Add("/queue", "What the agent cannot do needs a queue of people.");
        json.Text("queue", Queue);
        json.Document("input", Input);
        json.Document("output", Output);
        json.Document("settings", Settings);
        WriteKind(json);
        if (Context.IsSaid) Context.Write(json.Inside("context"));
        var grants = new JsonArray();
        foreach (var grant in Tools) grant.WriteTo(json.Next(grants, "tools"));
        json.Node("tools", grants);
        Limits.WriteTo(json, _known?.Limits is not null);
        if (_known is not null) json.Number("version", _known.Version.ToString(CultureInfo.InvariantCulture));
        return json.Json;
    }

    private void WriteKind(TypedJson json)
    {
        switch (Kind)
        {
            case AgentKind.Llm: Llm.Write(json.Inside("llm")); break;
            case AgentKind.Http: Http.Write(json.Inside("http")); break;
            case AgentKind.Mcp: Mcp.Write(json.Inside("mcp")); break;
            case AgentKind.A2a: A2a.Write(json.Inside("a2a")); break;
        }
    }
}
