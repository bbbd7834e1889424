using System.Collections.Frozen;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Agents.Experiments;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Timeline;

namespace Baton.Engine.Policies;

/// <summary>A workspace's agents after an event that changed them.</summary>
internal static class AgentChanges
{
    public static WorkspaceConfig After(WorkspaceConfig config, Event e)
    {
        if (e.Type == EventTypes.AgentDefined) return Defined(config, e, DefinitionOf(e));
        if (config.Agent(e.Data.Text("name")) is not { } agent) return config;
        var versions = config.VersionsOf(agent.Name);
        var tried = versions.Experiment is { } one && one.Candidate.Version == e.Data.Number("version") ? one : null;
        return e.Type switch
        {
            EventTypes.AgentPaused => With(config, e, agent with { Paused = true }),
            EventTypes.AgentDrained => With(config, e, agent with { DrainsFrom = e.Seq }),
            EventTypes.AgentKilled => With(config, e, agent with { Paused = true, Killed = true }),
            EventTypes.AgentResumed => With(config, e, agent with { Paused = false, Killed = false, DrainsFrom = null }),
            EventTypes.ExperimentStarted => With(config, e, agent, versions with { Experiment = new Experiment { Candidate = DefinitionOf(e), Share = ShareOf(e), Since = e.Seq, Begun = e.Received } }),
            EventTypes.ExperimentChanged when tried is not null => With(config, e, agent, versions with { Experiment = tried with { Share = ShareOf(e) } }),
            EventTypes.ExperimentPromoted when tried is not null => With(config, e, AsItStands(tried.Candidate, agent), versions.With(agent) with { Experiment = null }),
            EventTypes.ExperimentEnded when tried is not null => With(config, e, agent, versions.With(tried.Candidate) with { Experiment = null }),
            _ => config,
        };
    }

    /// <summary>What is read back of an experiment's setting; null when none was under way.</summary>
    public static Experiment? Read(string setting, Func<int, AgentDefinition?> versions)
    {
        var json = JsonElement.Parse(setting);
        return json.Number("version") is { } version && versions((int)version) is { } candidate
            ? new Experiment { Candidate = candidate, Share = (int)json.Number("share")!, Since = (long)json.Number("since")!, Begun = json.Time("begun")!.Value } : null;
    }

    /// <summary>An experiment as a setting.</summary>
    public static string Write(Experiment? experiment) => experiment is null ? "{}" : Payload.Of(json =>
    {
        json.WriteNumber("version", experiment.Candidate.Version);
        json.WriteNumber("share", experiment.Share);
        json.WriteNumber("since", experiment.Since);
        json.WriteString("begun", experiment.Begun);
    }).GetRawText();

    // A definition written before a pause and taken after it does not resume the agent.
    private static WorkspaceConfig Defined(WorkspaceConfig config, Event e, AgentDefinition agent) => config.Agent(agent.Name) is { } known
        ? With(config, e, AsItStands(agent, known), config.VersionsOf(agent.Name).With(known))
        : With(config, e, agent);

    private static AgentDefinition AsItStands(AgentDefinition agent, AgentDefinition known) => agent with { Paused = known.Paused, Killed = known.Killed, DrainsFrom = known.DrainsFrom };

    private static AgentDefinition DefinitionOf(Event e) => e.Data.GetProperty("definition").Deserialize<AgentDefinition>(LogJson.Compact)!;

    private static int ShareOf(Event e) => (int)e.Data.Number("share")!.Value;

    private static WorkspaceConfig With(WorkspaceConfig config, Event e, AgentDefinition agent, AgentVersions? versions = null) => config with
    {
        Revision = e.Seq,
        Agents = config.Agents.Values.Where(a => a.Name != agent.Name).Append(agent).ToFrozenDictionary(a => a.Name, StringComparer.Ordinal),
        Versions = versions is null ? config.Versions : config.Versions.Where(v => v.Key != agent.Name).Append(new(agent.Name, versions)).ToFrozenDictionary(StringComparer.Ordinal),
    };
}
