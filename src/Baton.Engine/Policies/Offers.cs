using System.Collections.Immutable;
using Baton.Core.Conditions;
using Baton.Core.Events;

namespace Baton.Engine.Policies;

/// <summary>What is offered to somebody who writes a rule: fields with their types and real values, and whom work can go to.</summary>
public sealed record Offers
{
    private static readonly ImmutableArray<string> UsualEvents =
    [
        EventTypes.MessageReceived, EventTypes.MessageSent, EventTypes.CaseOpened, EventTypes.CaseUpdated, EventTypes.CaseResolved, EventTypes.ContactSent,
        EventTypes.ConsentChanged, EventTypes.CustomerUpdated, EventTypes.LeadCreated, EventTypes.ConversationEnded, EventTypes.TaskFinished,
    ];

    /// <summary>Nothing is known of the workspace.</summary>
    public static Offers None { get; } = new();

    /// <summary>What was seen in the newest events and actions, and of their customers.</summary>
    public ObservedFields Seen { get; init; } = ObservedFields.None;

    /// <summary>The names of all agents.</summary>
    public ImmutableArray<string> Agents { get; init; } = [];

    /// <summary>The departments of the agents and of the published policy, in its order of precedence.</summary>
    public ImmutableArray<string> Departments { get; init; } = [];

    /// <summary>The queues of people that agents, rules and open handoffs name.</summary>
    public ImmutableArray<string> Queues { get; init; } = [];

    /// <summary>Kinds of actions that agents are known to propose.</summary>
    public ImmutableArray<string> ActionKinds { get; init; } = [];

    /// <summary>The classifiers in force by their names, each with the labels that it knows.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Models { get; init; } = ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    /// <summary>The names of all time zones (IANA).</summary>
    public ImmutableArray<string> TimeZones { get; init; } = [];

    /// <summary>The fields that mean something where a condition stands, the free ones that were seen among them, each with the type its values have.</summary>
    public IReadOnlyList<FieldInfo> FieldsFor(ConditionPlace place) => FieldCatalogue.For(place, Seen);

    /// <summary>The field of that path, with the type its values have; null when there is none.</summary>
    public FieldInfo? Find(string? path) => string.IsNullOrEmpty(path) || FieldCatalogue.Find(path) is not { } field ? null : Seen.Typed(field);

    /// <summary>Values that a field has had or can have, the most frequent first.</summary>
    public IReadOnlyList<string> ValuesOf(FieldInfo field)
    {
        if (!field.Choices.IsEmpty) return field.Choices;
        var seen = Seen.Of(field)?.Values.Select(value => value.Value.ToString()) ?? [];
        return [.. seen.Concat(KnownOf(field.Path)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private ImmutableArray<string> KnownOf(string path) => path switch
    {
        "event.type" => UsualEvents,
        "agent.name" or "action.agent" or "event.agent" => Agents,
        "agent.department" => Departments,
        "action.kind" => ActionKinds,
        _ => [],
    };
}
