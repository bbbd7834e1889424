namespace Baton.Core.Events;

/// <summary>
/// The event types that Baton understands. What each does to a customer's state is the table in <c>docs/events.md</c>, and the
/// code is <c>Customers/Understanding.cs</c>. Any other type is kept, routed and shown.
/// </summary>
public static class EventTypes
{
    /// <summary>Those that change what a workspace decides with.</summary>
    public static IReadOnlyCollection<string> Configuring { get; } = [PolicyPublished, RolloutStarted, RolloutChanged, RolloutPromoted, RolloutStopped, AgentDefined, AgentPaused, AgentDrained, AgentKilled, AgentResumed, ExperimentStarted, ExperimentChanged, ExperimentPromoted, ExperimentEnded, ModelPromoted, QueueDefined, QueueRemoved, PersonProfiled];

    /// <summary>Types that begin so are Baton's own and not taken from outside.</summary>
    public const string Reserved = "baton.";

    /// <summary>A case was opened: <c>case</c>, <c>department</c>, <c>priority</c>, <c>text</c>.</summary>
    public const string CaseOpened = "case.opened";

    /// <summary>Something changed about a case.</summary>
    public const string CaseUpdated = "case.updated";

    /// <summary>A case was closed.</summary>
    public const string CaseResolved = "case.resolved";

    /// <summary>The customer wrote or said something: <c>text</c>, <c>channel</c>.</summary>
    public const string MessageReceived = "message.received";

    /// <summary>Somebody wrote to the customer in a conversation.</summary>
    public const string MessageSent = "message.sent";

    /// <summary>A customer was contacted outside a conversation; counts for caps and cooldowns.</summary>
    public const string ContactSent = "contact.sent";

    /// <summary>Consent was given or withdrawn: <c>purpose</c> and <c>granted</c>, or <c>doNotContact</c>.</summary>
    public const string ConsentChanged = "consent.changed";

    /// <summary>Attributes of the customer changed: the members of <c>attributes</c>, merged.</summary>
    public const string CustomerUpdated = "customer.updated";

    /// <summary>Somebody showed interest: <c>interest</c>, <c>plan</c>.</summary>
    public const string LeadCreated = "lead.created";

    /// <summary>A conversation ended.</summary>
    public const string ConversationEnded = "conversation.ended";

    /// <summary>An agent asks whether it may do something to a customer.</summary>
    public const string ActionProposed = "baton.action.proposed";

    /// <summary>A delayed action came due and is decided again.</summary>
    public const string ActionDue = "baton.action.due";

    /// <summary>An agent reported what became of an allowed action.</summary>
    public const string ActionReported = "baton.action.reported";

    /// <summary>A permit ran out without a report.</summary>
    public const string ActionLapsed = "baton.action.lapsed";

    /// <summary>A person answered a waiting action without waiting: <c>action</c>, <c>outcome</c> (approved, rejected), <c>note</c>.</summary>
    public const string ActionAnswered = "baton.action.answered";

    /// <summary>Doing an allowed action begins: from here on it cannot be called back: <c>action</c>, <c>fence</c>, and <c>again</c> when it was begun before and nobody knows what became of it.</summary>
    public const string ActionBegun = "baton.action.begun";

    /// <summary>A person let a suppressed action through after all: <c>action</c>, <c>until</c>, <c>note</c>, and what was asked.</summary>
    public const string ActionRestored = "baton.action.restored";

    /// <summary>An agent gave the result of a task.</summary>
    public const string TaskFinished = "baton.task.finished";

    /// <summary>The answer of an agent that fetches its tasks was refused, since it breaks the agent's contract: <c>task</c>, <c>agent</c>, <c>fault</c>. The task stays with the agent.</summary>
    public const string TaskRefused = "baton.task.refused";

    /// <summary>A person took a handoff.</summary>
    public const string HandoffClaimed = "baton.handoff.claimed";

    /// <summary>A person gave a handoff back to its queue.</summary>
    public const string HandoffReleased = "baton.handoff.released";

    /// <summary>A person gave a handoff to another person or queue.</summary>
    public const string HandoffTransferred = "baton.handoff.transferred";

    /// <summary>A person ended a handoff.</summary>
    public const string HandoffResolved = "baton.handoff.resolved";

    /// <summary>A supervisor took a handoff from its owner: <c>note</c>.</summary>
    public const string HandoffTakenOver = "baton.handoff.taken-over";

    /// <summary>A person accepted a handoff that was given to them.</summary>
    public const string HandoffAccepted = "baton.handoff.accepted";

    /// <summary>A handoff that was given to a person went back: <c>note</c>, or by itself when its time was over.</summary>
    public const string HandoffBounced = "baton.handoff.bounced";

    /// <summary>A waiting handoff is offered to the best next person: <c>to</c>, <c>until</c>, <c>why</c>.</summary>
    public const string HandoffOffered = "baton.handoff.offered";

    /// <summary>An offer was declined, or its time was over.</summary>
    public const string HandoffOfferPassed = "baton.handoff.offer-passed";

    /// <summary>A handoff sleeps: <c>until</c>, <c>forAnswer</c>, <c>note</c>.</summary>
    public const string HandoffSnoozed = "baton.handoff.snoozed";

    /// <summary>A sleeping handoff woke.</summary>
    public const string HandoffWoken = "baton.handoff.woken";

    /// <summary>A handoff became part of another of the same customer: <c>into</c>.</summary>
    public const string HandoffMerged = "baton.handoff.merged";

    /// <summary>A person ends a handoff, and may undo it for a while: <c>at</c>, <c>end</c> with the members of <see cref="HandoffResolved"/>.</summary>
    public const string HandoffEnding = "baton.handoff.ending";

    /// <summary>A person took back the end of a handoff, before anything followed from it.</summary>
    public const string HandoffUndone = "baton.handoff.undone";

    /// <summary>A clock of a handoff runs out soon: <c>clock</c> (claim, answer, resolution), <c>due</c>.</summary>
    public const string HandoffWarned = "baton.handoff.warned";

    /// <summary>A clock of a handoff ran out: <c>clock</c>, <c>due</c>, and <c>queue</c>, <c>priority</c> where it goes to others.</summary>
    public const string HandoffBreached = "baton.handoff.breached";

    /// <summary>A note for colleagues about a handoff: <c>text</c>, <c>mentions</c>.</summary>
    public const string HandoffNoted = "baton.handoff.noted";

    private static readonly HashSet<string> HandoffActs = new(StringComparer.Ordinal)
    {
        HandoffClaimed, HandoffReleased, HandoffTransferred, HandoffResolved, HandoffTakenOver, HandoffAccepted, HandoffBounced, HandoffOffered, HandoffOfferPassed,
        HandoffSnoozed, HandoffWoken, HandoffMerged, HandoffEnding, HandoffUndone, HandoffWarned, HandoffBreached, HandoffNoted,
    };

    /// <summary>Whether a type is an act on an open handoff, whoever does it.</summary>
    public static bool IsHandoffAct(string type) => HandoffActs.Contains(type);

    /// <summary>Attributes or consent were changed over the API or on screen.</summary>
    public const string CustomerPatched = "baton.customer.patched";

    /// <summary>An agent was defined or changed.</summary>
    public const string AgentDefined = "baton.agent.defined";

    /// <summary>An agent was paused.</summary>
    public const string AgentPaused = "baton.agent.paused";

    /// <summary>An agent drains: what it was given is finished, nothing new is begun: <c>name</c>, <c>note</c>.</summary>
    public const string AgentDrained = "baton.agent.drained";

    /// <summary>An agent was stopped at once: its calls are broken off and its results refused: <c>name</c>, <c>note</c>.</summary>
    public const string AgentKilled = "baton.agent.killed";

    /// <summary>A version of an agent began to get the work of a share of the customers: <c>name</c>, <c>definition</c>, <c>share</c>, <c>note</c>.</summary>
    public const string ExperimentStarted = "baton.experiment.started";

    /// <summary>The share of customers whose work goes to a version that is tried changed: <c>name</c>, <c>version</c>, <c>share</c>.</summary>
    public const string ExperimentChanged = "baton.experiment.changed";

    /// <summary>A version that was tried is in force: <c>name</c>, <c>version</c>.</summary>
    public const string ExperimentPromoted = "baton.experiment.promoted";

    /// <summary>A version that was tried gets no more work: <c>name</c>, <c>version</c>, <c>note</c>.</summary>
    public const string ExperimentEnded = "baton.experiment.ended";

    /// <summary>A paused, draining or stopped agent goes on.</summary>
    public const string AgentResumed = "baton.agent.resumed";

    /// <summary>An agent that failed too often is left alone for a while, or is called again: <c>name</c>, <c>state</c> (open, closed), <c>until</c>, <c>why</c>.</summary>
    public const string AgentBreaker = "baton.agent.breaker";

    /// <summary>An agent's budget is nearly used up, is used up, or there is some again: <c>name</c>, <c>state</c> (warned, stopped, resumed), <c>window</c> (hour, day), <c>used</c>, <c>until</c>, <c>then</c>.</summary>
    public const string AgentBudget = "baton.agent.budget";

    /// <summary>A version of the policy took effect.</summary>
    public const string PolicyPublished = "baton.policy.published";

    /// <summary>A version of the policy began to decide for a share of the customers: <c>version</c>, <c>document</c>, <c>share</c>, <c>stopWhen</c>.</summary>
    public const string RolloutStarted = "baton.rollout.started";

    /// <summary>The share of customers for whom a version that is tried decides changed: <c>version</c>, <c>share</c>.</summary>
    public const string RolloutChanged = "baton.rollout.changed";

    /// <summary>A version that was tried decides for everybody: <c>version</c>.</summary>
    public const string RolloutPromoted = "baton.rollout.promoted";

    /// <summary>A version that was tried decides for nobody any more, by a person's word or by its limit: <c>version</c>, <c>why</c>.</summary>
    public const string RolloutStopped = "baton.rollout.stopped";

    /// <summary>A version of a classifier took effect: <c>model</c>, <c>version</c>, <c>note</c>.</summary>
    public const string ModelPromoted = "baton.model.promoted";

    /// <summary>A person named the label of a handled case afterwards, or marked its answer as useful: <c>handoff</c>, <c>label</c>, <c>model</c>, <c>useful</c>.</summary>
    public const string HandoffLabelled = "baton.handoff.labelled";

    /// <summary>A classifier was trained again with people's corrections: <c>model</c>, <c>version</c>, <c>number</c>, <c>corrections</c>, <c>of</c> (whose), <c>verdict</c>.</summary>
    public const string ModelRetrained = "baton.model.retrained";

    /// <summary>How a classifier learns from corrections changed: <c>model</c>, <c>after</c> (how many), <c>automatic</c>.</summary>
    public const string ModelLearning = "baton.model.learning";

    /// <summary>An admin accepted a suggestion: <c>suggestion</c>, <c>kind</c>, <c>sentence</c>, <c>note</c>.</summary>
    public const string SuggestionAccepted = "baton.suggestion.accepted";

    /// <summary>An admin dismissed a suggestion: <c>suggestion</c>, <c>kind</c>, <c>sentence</c>, <c>note</c>.</summary>
    public const string SuggestionDismissed = "baton.suggestion.dismissed";

    /// <summary>An MCP server was registered or changed: <c>name</c>, <c>definition</c>, <c>changed</c>.</summary>
    public const string McpServerDefined = "baton.mcp-server.defined";

    /// <summary>An MCP server was removed: <c>name</c>.</summary>
    public const string McpServerRemoved = "baton.mcp-server.removed";

    /// <summary>The workspace became a test workspace, where agents may be made to fail, or stopped being one: <c>on</c>.</summary>
    public const string TestingChanged = "baton.testing.changed";

    /// <summary>Failures, latency or bad answers are injected into an agent's calls from here on.</summary>
    public const string InjectionStarted = "baton.injection.started";

    /// <summary>What is injected into an agent's calls changed.</summary>
    public const string InjectionChanged = "baton.injection.changed";

    /// <summary>Nothing is injected into an agent's calls any more: <c>why</c>.</summary>
    public const string InjectionEnded = "baton.injection.ended";

    /// <summary>Recorded traffic is sent again as new events, for customers made for it.</summary>
    public const string LoadStarted = "baton.load.started";

    /// <summary>Sending recorded traffic again ended: <c>state</c>, how much was sent, <c>why</c>.</summary>
    public const string LoadEnded = "baton.load.ended";

    /// <summary>What calls of the workspace may reach although it is not public changed: <c>allowed</c>.</summary>
    public const string OutboundChanged = "baton.outbound.changed";

    /// <summary>A credential came in force, for the first time or in place of another value: <c>credential</c>, <c>version</c>, <c>hosts</c>, <c>rotated</c>, <c>until</c>. Its value is nowhere in the log.</summary>
    public const string CredentialPut = "baton.credential.put";

    /// <summary>A credential was deleted: <c>credential</c>.</summary>
    public const string CredentialDeleted = "baton.credential.deleted";

    /// <summary>One agent wrote to another: <c>message</c>, <c>from</c>, <c>to</c>, <c>priority</c>, <c>text</c>, <c>data</c>, <c>thread</c>, <c>task</c>, <c>expires</c>.</summary>
    public const string AgentMessageSent = "baton.message.sent";

    /// <summary>A message from agent to agent ran out of time: <c>message</c>.</summary>
    public const string AgentMessageExpired = "baton.message.expired";

    /// <summary>An agent gave a case to people: <c>agent</c>, <c>title</c>, <c>text</c>, <c>queue</c>, <c>priority</c>.</summary>
    public const string HandoffAsked = "baton.handoff.asked";

    /// <summary>A queue of people was defined or changed: <c>name</c>, <c>definition</c>, <c>changed</c>.</summary>
    public const string QueueDefined = "baton.queue.defined";

    /// <summary>The definition of a queue was removed: <c>name</c>. What waits in it stays.</summary>
    public const string QueueRemoved = "baton.queue.removed";

    /// <summary>What a person can do, how much and when, was said: <c>person</c>, <c>profile</c>.</summary>
    public const string PersonProfiled = "baton.person.profiled";

    /// <summary>A tool was defined or changed: <c>tool</c>, <c>description</c>, <c>changed</c>, <c>definition</c>.</summary>
    public const string ToolDefined = "baton.tool.defined";

    /// <summary>A tool was removed: <c>tool</c>.</summary>
    public const string ToolRemoved = "baton.tool.removed";

    /// <summary>An agent used a tool, or was denied it: <c>tool</c>, <c>arguments</c>, <c>result</c> or <c>fault</c>, <c>denial</c>, <c>cost</c>, <c>durationMs</c>.</summary>
    public const string ToolUsed = "baton.tool.used";

    /// <summary>Who writes the summaries of cases changed: <c>agent</c>; without one they are put together by fixed rules.</summary>
    public const string BriefsChanged = "baton.briefs.changed";

    /// <summary>A channel was set up or changed: <c>name</c>, <c>definition</c>, <c>changed</c>.</summary>
    public const string ChannelDefined = "baton.channel.defined";

    /// <summary>A channel was removed: <c>name</c>.</summary>
    public const string ChannelRemoved = "baton.channel.removed";

    /// <summary>What customers are told when a person takes over changed: <c>text</c>, null for nothing.</summary>
    public const string NoticeChanged = "baton.notice.changed";

    /// <summary>A help article was written or changed: <c>article</c>, <c>title</c>, <c>tags</c>, <c>text</c>, <c>changed</c>, <c>note</c>, <c>handoff</c> (the case that it came from).</summary>
    public const string ArticlePut = "baton.article.put";

    /// <summary>A help article was proposed and waits for a person's word: <c>article</c>, <c>title</c>, <c>tags</c>, <c>text</c>, <c>handoff</c>.</summary>
    public const string ArticleProposed = "baton.article.proposed";

    /// <summary>A help article, or a proposed one, was removed: <c>article</c>, <c>title</c>.</summary>
    public const string ArticleRemoved = "baton.article.removed";
}
