using Baton.Core.Events;

namespace Baton.Engine.Timeline;

/// <summary>The families into which people sort what happened.</summary>
public static class EventKinds
{
    /// <summary>Facts from outside: everything that is not Baton's own.</summary>
    public const string Event = "event";

    /// <summary>What agents asked to do, and what became of it.</summary>
    public const string Action = "action";

    /// <summary>Results of agents' work.</summary>
    public const string Task = "task";

    /// <summary>Cases given to people.</summary>
    public const string Handoff = "handoff";

    /// <summary>Changes of agents and policy.</summary>
    public const string Configuration = "configuration";

    /// <summary>All of them, as lists offer them.</summary>
    public static IReadOnlyList<string> All { get; } = [Event, Action, Task, Handoff, Configuration];

    /// <summary>The types that change agents and policy.</summary>
    public static IReadOnlyList<string> ConfigurationTypes { get; } =
        [EventTypes.AgentDefined, EventTypes.AgentPaused, EventTypes.AgentResumed, EventTypes.PolicyPublished];

    /// <summary>The family of a type.</summary>
    public static string Of(string type) => !type.StartsWith(EventTypes.Reserved, StringComparison.Ordinal) ? Event
        : type.StartsWith("baton.action.", StringComparison.Ordinal) ? Action
        : type.StartsWith("baton.task.", StringComparison.Ordinal) ? Task
        : type.StartsWith("baton.handoff.", StringComparison.Ordinal) ? Handoff
        : ConfigurationTypes.Contains(type) ? Configuration
        : Event;
}
