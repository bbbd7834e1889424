using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Baton.Web.Frame.Look;

namespace Baton.Web.Timeline;

/// <summary>The log's own names, as people say them.</summary>
public static class EventWords
{
    /// <summary>What happened, in two or three words; a type that Baton does not know is shown as it is.</summary>
    public static string What(string type) => type switch
    {
        EventTypes.CaseOpened => "case opened",
        EventTypes.CaseUpdated => "case updated",
        EventTypes.CaseResolved => "case closed",
        EventTypes.MessageReceived => "message in",
        EventTypes.MessageSent => "message out",
        EventTypes.ContactSent => "contact",
        EventTypes.ConsentChanged => "consent",
        EventTypes.CustomerUpdated => "data changed",
        EventTypes.LeadCreated => "lead",
        EventTypes.ConversationEnded => "conversation ended",
        EventTypes.ActionProposed => "proposal",
        EventTypes.ActionDue => "decided again",
        EventTypes.ActionReported => "action reported",
        EventTypes.ActionBegun => "action begun",
        EventTypes.ActionLapsed => "permit lapsed",
        EventTypes.ActionAnswered => "answered by hand",
        EventTypes.ActionRestored => "let through after all",
        EventTypes.TaskFinished => "task finished",
        EventTypes.TaskRefused => "answer refused",
        EventTypes.HandoffClaimed => "handoff claimed",
        EventTypes.HandoffReleased => "handoff released",
        EventTypes.HandoffTransferred => "handoff transferred",
        EventTypes.HandoffResolved => "handoff resolved",
        EventTypes.HandoffTakenOver => "handoff taken over",
        EventTypes.HandoffAccepted => "handoff accepted",
        EventTypes.HandoffBounced => "handoff given back",
        EventTypes.HandoffOffered => "handoff offered",
        EventTypes.HandoffOfferPassed => "offer passed",
        EventTypes.HandoffSnoozed => "handoff asleep",
        EventTypes.HandoffWoken => "handoff awake",
        EventTypes.HandoffMerged => "handoffs merged",
        EventTypes.HandoffEnding => "handoff ends",
        EventTypes.HandoffUndone => "end undone",
        EventTypes.HandoffWarned => "time runs out",
        EventTypes.HandoffBreached => "time ran out",
        EventTypes.HandoffNoted => "note",
        EventTypes.CustomerPatched => "data changed",
        EventTypes.AgentDefined => "agent defined",
        EventTypes.AgentPaused => "agent paused",
        EventTypes.AgentResumed => "agent resumed",
        EventTypes.AgentBreaker => "agent's health",
        EventTypes.AgentBudget => "agent's budget",
        EventTypes.PolicyPublished => "policy published",
        EventTypes.RolloutStarted => "rollout begun",
        EventTypes.RolloutChanged => "rollout changed",
        EventTypes.RolloutPromoted => "rollout promoted",
        EventTypes.RolloutStopped => "rollout stopped",
        EventTypes.ModelPromoted => "model promoted",
        EventTypes.McpServerDefined => "MCP server",
        EventTypes.McpServerRemoved => "MCP server removed",
        EventTypes.ToolDefined => "tool defined",
        EventTypes.ToolRemoved => "tool removed",
        EventTypes.ToolUsed => "tool used",
        EventTypes.BriefsChanged => "summaries",
        EventTypes.ArticlePut => "article",
        EventTypes.ArticleProposed => "article proposed",
        EventTypes.ArticleRemoved => "article removed",
        EventTypes.TestingChanged => "test workspace",
        EventTypes.InjectionStarted => "injection begun",
        EventTypes.InjectionChanged => "injection changed",
        EventTypes.InjectionEnded => "injection ended",
        EventTypes.LoadStarted => "replay begun",
        EventTypes.LoadEnded => "replay ended",
        EventTypes.AgentMessageSent => "agent's message",
        EventTypes.AgentMessageExpired => "message expired",
        EventTypes.HandoffAsked => "handed to people",
        _ => type,
    };

    /// <summary>Who did it, without the kind of actor; a channel by its last part.</summary>
    public static string Who(string actor)
    {
        var who = Actor.Parse(actor);
        return who.Kind switch
        {
            ActorKind.Baton => "Baton",
            ActorKind.Channel => who.Name.TrimEnd('/').Split('/', ':')[^1] is { Length: > 0 } last ? last : who.Name,
            _ => who.Name,
        };
    }

    /// <summary>The icon of who did it.</summary>
    public static string WhoIcon(string actor) => Actor.Parse(actor).Kind switch
    {
        ActorKind.Agent => "agents",
        ActorKind.Person => "person",
        ActorKind.Channel => "inbox",
        _ => "overview",
    };

    /// <summary>The mark of a row: its verdict, or that it failed; most rows have none.</summary>
    public static MarkKind? Mark(TimelineEntry entry) =>
        VerdictWords.Parse(entry.Verdict) is { } verdict ? verdict.Mark()
        : entry.Outcome is LogOutcome.Failed or LogOutcome.Quarantined ? MarkKind.Failure
        : null;

    /// <summary>The mark of a verdict's name.</summary>
    public static MarkKind? Mark(string? verdict) => VerdictWords.Parse(verdict)?.Mark();

    /// <summary>Where it ended, when that is worth a word.</summary>
    public static string? Outcome(LogOutcome outcome) => outcome switch
    {
        LogOutcome.Waiting => "waiting",
        LogOutcome.Unrouted => "no rule wanted it",
        LogOutcome.Quarantined => "set aside",
        LogOutcome.Failed => "failed",
        _ => null,
    };

    /// <summary>A rule's name for people: "cooldown · after-support".</summary>
    public static string Rule(string rule)
    {
        var parts = rule.Split(':', 2);
        return parts.Length < 2 || parts[1].Length == 0 || parts[0] == parts[1] ? KindOfRule(parts[0]) : $"{KindOfRule(parts[0])} · {Id(parts[1])}";
    }

    /// <summary>A rule's id alone, where there is little room.</summary>
    public static string RuleId(string rule) => rule.Split(':', 2) is [_, { Length: > 0 } id] ? Id(id) : rule;

    // The ids of what stands above the policy's own rules.
    private static string Id(string id) => id switch
    {
        "doNotContact" => "do not contact",
        "human-owns" => "owned",
        _ => id,
    };

    /// <summary>A kind of rule in words.</summary>
    public static string KindOfRule(string kind) => kind switch
    {
        "quietHours" => "quiet hours",
        "handoff" => "a person's case",
        _ => kind,
    };
}
