using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Timeline;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;

namespace Baton.Engine.Agents;

/// <summary>Defines, pauses and resumes agents. Each change is an event at one point of the log.</summary>
public sealed class AgentDesk(Conductor conductor, Configurations configurations)
{
    /// <summary>Defines or changes an agent; each change counts its version on. The same definition again changes nothing and answers false.</summary>
    public async Task<bool> DefineAsync(string workspace, AgentDefinition agent, Actor by, CancellationToken cancel = default)
    {
        var known = configurations.Of(workspace).Agent(agent.Name);
        agent = agent with { Paused = known?.Paused ?? agent.Paused, Version = known?.Version ?? 1 };
        if (known is not null && JsonNode.DeepEquals(Written(agent), Written(known))) return false;
        var definition = Written(known is null ? agent : agent with { Version = known.Version + 1 });
        await ChangeAsync(workspace, EventTypes.AgentDefined, by, new JsonObject { ["name"] = agent.Name, ["department"] = agent.Department, ["definition"] = definition }, cancel);
        return true;
    }

    /// <summary>Pauses an agent: it gets no work, and nothing it asks for is allowed. False when it is paused already or unknown.</summary>
    public Task<bool> PauseAsync(string workspace, string agent, Actor by, string? note = null, CancellationToken cancel = default) => SetAsync(workspace, agent, paused: true, by, note, cancel);

    /// <summary>Lets a paused agent go on. False when it is not paused or unknown.</summary>
    public Task<bool> ResumeAsync(string workspace, string agent, Actor by, CancellationToken cancel = default) => SetAsync(workspace, agent, paused: false, by, note: null, cancel);

    private async Task<bool> SetAsync(string workspace, string agent, bool paused, Actor by, string? note, CancellationToken cancel)
    {
        if (configurations.Of(workspace).Agent(agent) is not { } known || known.Paused == paused) return false;
        await ChangeAsync(workspace, paused ? EventTypes.AgentPaused : EventTypes.AgentResumed, by, new JsonObject { ["name"] = agent, ["department"] = known.Department, ["note"] = note }, cancel);
        return true;
    }

    private static JsonNode Written(AgentDefinition agent) => JsonSerializer.SerializeToNode(agent, LogJson.Compact)!;

    private Task<Turn> ChangeAsync(string workspace, string type, Actor by, JsonObject data, CancellationToken cancel) => conductor.TakeAsync(workspace, new Input
    {
        Source = "baton/agents",
        Id = Guid.CreateVersion7().ToString("N"),
        Type = type,
        Actor = by,
        Data = JsonSerializer.SerializeToElement(data),
        IsUnique = true,
        Configures = true,
    }, cancel);
}
