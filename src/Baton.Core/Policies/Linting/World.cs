using System.Collections.Immutable;
using Baton.Core.Agents;
using Baton.Core.Conditions;

namespace Baton.Core.Policies.Linting;

/// <summary>What is known around a policy. What is not known is null, and nothing is said about it.</summary>
public sealed record World
{
    /// <summary>Nothing but the policy itself.</summary>
    public static World Unknown { get; } = new();

    /// <summary>The moment, UTC.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>All agents of the workspace.</summary>
    public ImmutableArray<KnownAgent>? Agents { get; init; }

    /// <summary>How many people look after each queue; a queue that is not there has nobody.</summary>
    public ImmutableDictionary<string, int>? Staff { get; init; }

    /// <summary>What was seen in events, actions and customers.</summary>
    public ObservedFields? Observed { get; init; }

    /// <summary>When rules decided, by <c>kind:id</c>; a rule that is not there is not known.</summary>
    public ImmutableDictionary<string, RuleActivity> Activity { get; init; } = ImmutableDictionary<string, RuleActivity>.Empty;

    /// <summary>Which skill the work of a routing rule needs, by the rule's id.</summary>
    public ImmutableDictionary<string, string> SkillsNeeded { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Events and actions as they were recorded, each with the customer as known then.</summary>
    public ImmutableArray<RecordedFacts> Sample { get; init; } = [];

    /// <summary>Whether the sample has customers as they were known then. Without, it says nothing about conditions that ask of the customer.</summary>
    public bool KnowsCustomers { get; init; } = true;

    /// <summary>What was recorded of which these conditions can be asked.</summary>
    public ImmutableArray<RecordedFacts> SampleFor(params IEnumerable<Condition> asked) => KnowsCustomers || !asked.Any(condition => condition.Reads("customer.")) ? Sample : [];

    /// <summary>The agent of that name; null when there is none or agents are not known.</summary>
    public KnownAgent? Agent(string name) => Agents?.FirstOrDefault(a => a.Definition.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>An agent and what it can do.</summary>
/// <param name="Definition">Its definition.</param>
/// <param name="Skills">Its skills; null when they are not known.</param>
public sealed record KnownAgent(AgentDefinition Definition, ImmutableArray<string>? Skills = null);

/// <summary>When a rule was at work.</summary>
/// <param name="Since">Since when it has been in force as it is, UTC.</param>
/// <param name="Last">When it last decided something, UTC; null when it never did.</param>
public sealed record RuleActivity(DateTimeOffset Since, DateTimeOffset? Last);

/// <summary>Something that was recorded.</summary>
/// <param name="What">What people call it: <c>event 1201</c>.</param>
/// <param name="Facts">The facts at that moment.</param>
public sealed record RecordedFacts(string What, Facts Facts);
