using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Agents;
using Baton.Core.Agents.Experiments;
using Baton.Core.Events;
using Baton.Core.Timeline;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;

namespace Baton.Engine.Agents.Experiments;

/// <summary>Tries a version of an agent on a share of the customers beside the one in force, promotes it or ends the trial. Work that is under way ends with the version it began with.</summary>
public sealed class ExperimentDesk(Conductor conductor, Configurations configurations, PolicyGate gate)
{
    /// <summary>Begins a trial.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="candidate">What is tried; a former version's definition as it is, or another one, which becomes a version.</param>
    /// <param name="share">Percent of customers, 1 to 99. Whoever is in stays in when it grows.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="note">Why.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="ExperimentException">Another trial is under way, the agent is not defined, the candidate is what is in force, or with it a task would go round in a circle.</exception>
    public Task<Experiment> StartAsync(string workspace, AgentDefinition candidate, int share, Actor by, string? note = null, CancellationToken cancel = default)
    {
        if (share is < 1 or > 99) throw new ArgumentOutOfRangeException(nameof(share), share, "A share is a whole number of percent from 1 to 99.");
        return gate.InsideAsync(workspace, async () =>
        {
            var config = configurations.Of(workspace);
            if (config.Agent(candidate.Name) is not { } current) throw new ExperimentException($"No agent is called {candidate.Name}. Define it first.");
            var versions = config.VersionsOf(candidate.Name);
            if (versions.Experiment is { } other) throw new ExperimentException($"Version {other.Candidate.Version} of {candidate.Name} is being tried already. Promote it or end the trial first.");
            if (AgentDesk.IsSame(candidate, current)) throw new ExperimentException($"That is how {candidate.Name} is defined now: there is nothing to compare.");
            AgentDesk.CheckFormer(candidate, config);
            if (current.Kind == AgentKind.Pull || candidate.Kind == AgentKind.Pull) throw new ExperimentException("An agent that fetches its tasks runs elsewhere: which of its versions works there, Baton cannot choose. Define two agents and a pool of both.");
            var known = versions.Past.FirstOrDefault(past => AgentDesk.IsSame(past, candidate));
            var definition = candidate with { Version = known?.Version ?? versions.Next(current), Paused = false, Killed = false, DrainsFrom = null };
            await TakeAsync(workspace, EventTypes.ExperimentStarted, by, new JsonObject
            {
                ["name"] = candidate.Name,
                ["department"] = candidate.Department,
                ["version"] = definition.Version,
                ["share"] = share,
                ["definition"] = JsonSerializer.SerializeToNode(definition, LogJson.Compact),
                ["note"] = note,
            }, cancel);
            return configurations.Of(workspace).VersionsOf(candidate.Name).Experiment!;
        }, cancel);
    }

    /// <summary>Gives the version that is tried another share of the customers. False when none is tried.</summary>
    public Task<bool> ShareAsync(string workspace, string agent, int share, Actor by, CancellationToken cancel = default)
    {
        if (share is < 1 or > 99) throw new ArgumentOutOfRangeException(nameof(share), share, "A share is a whole number of percent from 1 to 99.");
        return ChangeAsync(workspace, agent, EventTypes.ExperimentChanged, by, new JsonObject { ["share"] = share }, cancel);
    }

    /// <summary>Puts the version that is tried in force for everybody. False when none is tried.</summary>
    public Task<bool> PromoteAsync(string workspace, string agent, Actor by, string? note = null, CancellationToken cancel = default) => ChangeAsync(workspace, agent, EventTypes.ExperimentPromoted, by, new JsonObject { ["note"] = note }, cancel);

    /// <summary>Ends the trial: everybody gets the version in force. False when none is tried.</summary>
    public Task<bool> EndAsync(string workspace, string agent, Actor by, string? note = null, CancellationToken cancel = default) => ChangeAsync(workspace, agent, EventTypes.ExperimentEnded, by, new JsonObject { ["note"] = note }, cancel);

    private Task<bool> ChangeAsync(string workspace, string agent, string type, Actor by, JsonObject data, CancellationToken cancel) => gate.InsideAsync(workspace, async () =>
    {
        if (configurations.Of(workspace).VersionsOf(agent).Experiment is not { } tried) return false;
        (data["name"], data["version"]) = (agent, tried.Candidate.Version);
        await TakeAsync(workspace, type, by, data, cancel);
        return true;
    }, cancel);

    private Task<Turn> TakeAsync(string workspace, string type, Actor by, JsonObject data, CancellationToken cancel) => conductor.TakeAsync(workspace, Input.Act("baton/agents", type, by, JsonSerializer.SerializeToElement(data)) with { Configures = true }, cancel);
}
