using System.Collections.Frozen;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Classification;
using Baton.Core.Handoffs.People;
using Baton.Core.Handoffs.Queues;
using Baton.Core.Policies;
using Baton.Core.Rollouts;

namespace Baton.Core.Deciding;

/// <summary>What a workspace has decided with at one point of its log: its policy, its agents and its classifiers.</summary>
public sealed record WorkspaceConfig
{
    /// <summary>The workspace.</summary>
    public required string Workspace { get; init; }

    /// <summary>The place in the log of the last change to policy, agents or classifiers; recorded with each decision, so that it can be made again.</summary>
    public long Revision { get; init; }

    /// <summary>The published policy.</summary>
    public required Policy Policy { get; init; }

    /// <summary>A newer version that decides for a share of the customers; null when none is tried.</summary>
    public Rollout? Rollout { get; init; }

    /// <summary>How far any of its policies looks back for cooldowns.</summary>
    public TimeSpan LongestCooldown => Rollout is { Policy.LongestCooldown: var tried } && tried > Policy.LongestCooldown ? tried : Policy.LongestCooldown;

    /// <summary>Every agent, by name.</summary>
    public FrozenDictionary<string, AgentDefinition> Agents { get; init; } = FrozenDictionary<string, AgentDefinition>.Empty;

    /// <summary>What decides for one customer: with the version that is tried, if the customer is among its share.</summary>
    public WorkspaceConfig For(string customer) => Rollout is { } rollout && rollout.Has(customer) ? this with { Policy = rollout.Policy, Rollout = null } : this;

    /// <summary>The version in force of every classifier, by the model's name.</summary>
    public FrozenDictionary<string, TextClassifier> Models { get; init; } = FrozenDictionary<string, TextClassifier>.Empty;

    /// <summary>The classifier in force under that name, if one is.</summary>
    public TextClassifier? Model(string name) => Models.GetValueOrDefault(name);

    /// <summary>The versions of agents beside those in force, by the agent's name.</summary>
    public FrozenDictionary<string, AgentVersions> Versions { get; init; } = FrozenDictionary<string, AgentVersions>.Empty;

    /// <summary>The versions of an agent beside the one in force.</summary>
    public AgentVersions VersionsOf(string agent) => Versions.GetValueOrDefault(agent) ?? AgentVersions.None;

    /// <summary>An agent as it was defined in a version: the one in force when that version is not at hand. Whether it is paused is never a matter of its version.</summary>
    public AgentDefinition? Agent(string? name, int version) =>
        Agent(name) is not { } current ? null
        : version == 0 || version == current.Version || VersionsOf(current.Name).Of(version) is not { } one ? current
        : one with { Paused = current.Paused, Killed = current.Killed, DrainsFrom = current.DrainsFrom };

    /// <summary>The version of an agent that gets a customer's new work: the one that is tried when the customer is among its share, otherwise 0 for the one that is in force when the work begins.</summary>
    public int VersionFor(string agent, string customer) => VersionsOf(agent).Experiment is { } tried && tried.Has(customer) ? tried.Candidate.Version : 0;

    /// <summary>Every queue of people that is defined, by name.</summary>
    public FrozenDictionary<string, QueueDefinition> Queues { get; init; } = FrozenDictionary<string, QueueDefinition>.Empty;

    /// <summary>What is said of people who take cases, by e-mail.</summary>
    public FrozenDictionary<string, PersonProfile> People { get; init; } = FrozenDictionary<string, PersonProfile>.Empty;

    /// <summary>A queue; one that only a rule names is what a queue is when nothing is said about it.</summary>
    public QueueDefinition QueueOf(string name) => Queues.GetValueOrDefault(name) ?? new QueueDefinition { Name = name };

    /// <summary>A person; of whom nothing was said is as a person usually is.</summary>
    public PersonProfile PersonOf(string email) => People.GetValueOrDefault(email) ?? new PersonProfile { Email = email };

    /// <summary>Who proposes an action, as the rules see it: an agent as it is defined, or a person; null when there is no such agent.</summary>
    public AgentDefinition? Proposer(Proposal proposal) => proposal.IsPersons ? Arbitration.People.Proposer(proposal.Agent) : Agent(proposal.Agent);

    /// <summary>The agent of that name, if it is defined.</summary>
    public AgentDefinition? Agent(string? name) => name is not null && Agents.TryGetValue(name, out var agent) ? agent : null;
}
