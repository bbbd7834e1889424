using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Agents;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Timeline;
using Baton.Engine.Agents.Experiments;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;

namespace Baton.Engine.Agents;

/// <summary>Defines agents and switches them on and off. Each change is an event at one point of the log, and each definition a version.</summary>
public sealed class AgentDesk(Conductor conductor, Configurations configurations, PolicyGate gate)
{
    /// <summary>Defines or changes an agent. The same definition again changes nothing and answers false.</summary>
    /// <exception cref="ExperimentException">One of its versions is tried: that has to end first, or the two could not be compared.</exception>
    public Task<bool> DefineAsync(string workspace, AgentDefinition agent, Actor by, string? note = null, CancellationToken cancel = default) => gate.InsideAsync(workspace, async () =>
    {
        var config = configurations.Of(workspace);
        var known = config.Agent(agent.Name);
        if (known is not null && IsSame(agent, known)) return false;
        var versions = config.VersionsOf(agent.Name);
        if (versions.Experiment is { } tried) throw new ExperimentException($"Version {tried.Candidate.Version} of {agent.Name} is being tried. Promote it or end the trial, then change the agent.");
        var definition = JsonSerializer.SerializeToNode(agent with { Version = known is null ? 1 : versions.Next(known), Paused = known?.Paused ?? agent.Paused, Killed = false, DrainsFrom = null }, LogJson.Compact);
        await TakeAsync(workspace, [(EventTypes.AgentDefined, new JsonObject { ["name"] = agent.Name, ["department"] = agent.Department, ["definition"] = definition, ["note"] = note })], by, cancel);
        return true;
    }, cancel);

    /// <summary>Defines an agent again as it was in a version. False when it is so now.</summary>
    /// <exception cref="ExperimentException">One of its versions is tried, or a task would by now go round in a circle.</exception>
    public Task<bool> RestoreAsync(string workspace, AgentDefinition former, Actor by, string? note = null, CancellationToken cancel = default)
    {
        CheckFormer(former, configurations.Of(workspace));
        return DefineAsync(workspace, former, by, note ?? $"As in version {former.Version}", cancel);
    }

    /// <summary>Pauses an agent: it gets no work, and nothing it asks for is allowed. False when it is paused already or unknown.</summary>
    public Task<bool> PauseAsync(string workspace, string agent, Actor by, string? note = null, CancellationToken cancel = default) => SwitchAsync(workspace, a => a.Name == agent, SwitchTo.Pause, by, note, cancel);

    /// <summary>Lets a paused, draining or stopped agent go on. False when it goes on already or is unknown.</summary>
    public Task<bool> ResumeAsync(string workspace, string agent, Actor by, CancellationToken cancel = default) => SwitchAsync(workspace, a => a.Name == agent, SwitchTo.Resume, by, note: null, cancel);

    /// <summary>Switches an agent. False when it stands so already or is unknown.</summary>
    public Task<bool> SwitchAsync(string workspace, string agent, SwitchTo to, Actor by, string? note = null, CancellationToken cancel = default) => SwitchAsync(workspace, a => a.Name == agent, to, by, note, cancel);

    /// <summary>Switches every agent of a department, in one commit. False when all stand so already or there are none.</summary>
    public Task<bool> SwitchDepartmentAsync(string workspace, string department, SwitchTo to, Actor by, string? note = null, CancellationToken cancel = default) =>
        SwitchAsync(workspace, a => a.Department.Equals(department, StringComparison.OrdinalIgnoreCase), to, by, note, cancel);

    private async Task<bool> SwitchAsync(string workspace, Func<AgentDefinition, bool> which, SwitchTo to, Actor by, string? note, CancellationToken cancel)
    {
        var agents = configurations.Of(workspace).Agents.Values.Where(a => which(a) && !Stands(a, to)).OrderBy(a => a.Name, StringComparer.Ordinal).ToList();
        if (agents.Count == 0) return false;
        await TakeAsync(workspace, [.. agents.Select(a => (TypeOf(to), new JsonObject { ["name"] = a.Name, ["department"] = a.Department, ["note"] = note }))], by, cancel);
        return true;
    }

    private static bool Stands(AgentDefinition agent, SwitchTo to) => to switch
    {
        SwitchTo.Pause => agent.Paused,
        SwitchTo.Drain => agent.DrainsFrom is not null || agent.Paused,
        SwitchTo.Kill => agent.Killed,
        _ => agent is { Paused: false, Killed: false, DrainsFrom: null },
    };

    private static string TypeOf(SwitchTo to) => to switch
    {
        SwitchTo.Pause => EventTypes.AgentPaused,
        SwitchTo.Drain => EventTypes.AgentDrained,
        SwitchTo.Kill => EventTypes.AgentKilled,
        _ => EventTypes.AgentResumed,
    };

    // The others have changed since: where its tasks went then may lead back to it now.
    internal static void CheckFormer(AgentDefinition former, WorkspaceConfig config)
    {
        if (AgentFaults.Of(former, config.Agents) is [var fault, ..]) throw new ExperimentException($"Version {former.Version} of {former.Name} does not fit the other agents any more. {fault.Detail}");
    }

    /// <summary>Whether two definitions say the same, whatever their number and whether the agent goes on.</summary>
    internal static bool IsSame(AgentDefinition one, AgentDefinition other) => JsonNode.DeepEquals(Bare(one), Bare(other));

    private static JsonNode? Bare(AgentDefinition agent) => JsonSerializer.SerializeToNode(agent with { Version = 0, Paused = false, Killed = false, DrainsFrom = null }, LogJson.Compact);

    private Task<IReadOnlyList<Turn>> TakeAsync(string workspace, IReadOnlyList<(string Type, JsonObject Data)> changes, Actor by, CancellationToken cancel) => conductor.TakeAsync(workspace, [.. changes.Select(change => Input.Act("baton/agents", change.Type, by, JsonSerializer.SerializeToElement(change.Data)) with { Configures = true })], cancel);
}
