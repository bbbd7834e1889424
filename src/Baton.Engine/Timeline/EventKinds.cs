using System.Collections.Frozen;
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

    /// <summary>What agents say to each other.</summary>
    public const string Message = "message";

    /// <summary>What people changed: agents, policy, customers.</summary>
    public const string Configuration = "configuration";

    private static readonly FrozenDictionary<string, string> Own = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [EventTypes.ActionProposed] = Action,
        [EventTypes.ActionDue] = Action,
        [EventTypes.ActionReported] = Action,
        [EventTypes.ActionBegun] = Action,
        [EventTypes.ActionLapsed] = Action,
        [EventTypes.ActionAnswered] = Action,
        [EventTypes.ActionRestored] = Action,
        [EventTypes.TaskFinished] = Task,
        [EventTypes.TaskRefused] = Task,
        [EventTypes.HandoffClaimed] = Handoff,
        [EventTypes.HandoffReleased] = Handoff,
        [EventTypes.HandoffTransferred] = Handoff,
        [EventTypes.HandoffResolved] = Handoff,
        [EventTypes.HandoffAsked] = Handoff,
        [EventTypes.HandoffTakenOver] = Handoff,
        [EventTypes.HandoffAccepted] = Handoff,
        [EventTypes.HandoffBounced] = Handoff,
        [EventTypes.HandoffOffered] = Handoff,
        [EventTypes.HandoffOfferPassed] = Handoff,
        [EventTypes.HandoffSnoozed] = Handoff,
        [EventTypes.HandoffWoken] = Handoff,
        [EventTypes.HandoffMerged] = Handoff,
        [EventTypes.HandoffEnding] = Handoff,
        [EventTypes.HandoffUndone] = Handoff,
        [EventTypes.HandoffWarned] = Handoff,
        [EventTypes.HandoffBreached] = Handoff,
        [EventTypes.HandoffNoted] = Handoff,
        [EventTypes.AgentMessageSent] = Message,
        [EventTypes.AgentMessageExpired] = Message,
        [EventTypes.AgentDefined] = Configuration,
        [EventTypes.AgentPaused] = Configuration,
        [EventTypes.AgentResumed] = Configuration,
        [EventTypes.AgentBreaker] = Configuration,
        [EventTypes.AgentBudget] = Configuration,
        [EventTypes.PolicyPublished] = Configuration,
        [EventTypes.RolloutStarted] = Configuration,
        [EventTypes.RolloutChanged] = Configuration,
        [EventTypes.RolloutPromoted] = Configuration,
        [EventTypes.RolloutStopped] = Configuration,
        [EventTypes.ModelPromoted] = Configuration,
        [EventTypes.McpServerDefined] = Configuration,
        [EventTypes.McpServerRemoved] = Configuration,
        [EventTypes.CustomerPatched] = Configuration,
        [EventTypes.TestingChanged] = Configuration,
        [EventTypes.InjectionStarted] = Configuration,
        [EventTypes.InjectionChanged] = Configuration,
        [EventTypes.InjectionEnded] = Configuration,
        [EventTypes.LoadStarted] = Configuration,
        [EventTypes.LoadEnded] = Configuration,
        [EventTypes.OutboundChanged] = Configuration,
        [EventTypes.CredentialPut] = Configuration,
        [EventTypes.CredentialDeleted] = Configuration,
        [EventTypes.ChannelDefined] = Configuration,
        [EventTypes.ChannelRemoved] = Configuration,
        [EventTypes.NoticeChanged] = Configuration,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All of them, as lists offer them.</summary>
    public static IReadOnlyList<string> All { get; } = [Event, Action, Task, Handoff, Message, Configuration];

    /// <summary>The family of a type.</summary>
    public static string Of(string type) => Own.GetValueOrDefault(type, Event);

    /// <summary>The types of one of Baton's own families; none for <see cref="Event"/>, which has no end.</summary>
    public static IReadOnlyList<string> TypesOf(string kind) => [.. Own.Where(p => p.Value == kind).Select(p => p.Key)];
}
