using System.Collections.Frozen;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Handoffs.Queues;
using Baton.Core.Policies;
using Baton.Core.Rollouts;

namespace Baton.Core.Tests.Stories;

/// <summary>One input as it was recorded: what came in, what was decided on it under which rules, and the state before and after.</summary>
internal sealed record Recorded(Event Event, Decision Decision, WorkspaceConfig Config, IReadOnlyList<Event>? History, CustomerState Before, CustomerState After)
{
    public Ruling? Ruling => Decision.Rulings.IsEmpty ? null : Decision.Rulings[0];
}

/// <summary>One customer's life, told event by event through the doors that the engine uses: link, admit, decide, fold.</summary>
internal sealed class Story
{
    private readonly List<Recorded> _log = [];
    private long _seq;

    public Story(string policy = PolicyReader.Beginning, params AgentDefinition[] agents)
    {
        Config = new WorkspaceConfig { Workspace = "default", Policy = PolicyReader.Read(policy, 1) };
        Define(agents.Length > 0 ? agents : [Agent("outreach", "sales"), Agent("care", "support"), Agent("promo", "marketing")]);
    }

    public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public CustomerState State { get; private set; } = CustomerState.New("c1");

    public WorkspaceConfig Config { get; private set; }

    public IReadOnlyList<Recorded> Log => _log;

    public static AgentDefinition Agent(string name, string department) => new() { Name = name, Department = department };

    public static JsonElement Json(object value) => value is string text ? JsonElement.Parse(text) : JsonSerializer.SerializeToElement(value);

    public void Define(params AgentDefinition[] agents) =>
        Config = Config with { Agents = Config.Agents.Values.Where(a => agents.All(b => b.Name != a.Name)).Concat(agents).ToFrozenDictionary(a => a.Name) };

    public void Define(params QueueDefinition[] queues) => Config = Config with { Queues = queues.ToFrozenDictionary(q => q.Name) };

    public void Publish(string policy) => Config = Config with { Policy = PolicyReader.Read(policy, Config.Policy.Version + 1) };

    /// <summary>A version begins to be tried with a share of the customers.</summary>
    public void Try(Policy policy, int share) => Config = Config with { Rollout = new Rollout { Policy = policy, Share = share, Since = _seq, Begun = Now } };

    public void StopTrying() => Config = Config with { Rollout = null };

    public void Wait(TimeSpan time) => Now += time;

    /// <summary>Something happens; it must be admitted.</summary>
    public Decision Tell(string type, object? data = null, Actor? actor = null, DateTimeOffset? time = null, string? id = null) =>
        Try(type, data, actor, time, id) is { } refusal ? throw new InvalidOperationException(refusal.Detail) : _log[^1].Decision;

    /// <summary>Something happens; says why when it is refused.</summary>
    public Refusal? Try(string type, object? data = null, Actor? actor = null, DateTimeOffset? time = null, string? id = null) => Take(new Event
    {
        Source = "test",
        Id = id ?? $"e{_seq + 1}",
        Type = type,
        Customer = State.Id,
        Time = time ?? Now,
        Received = Now,
        Actor = actor ?? Actor.Channel("test"),
        Data = data is null ? default : Json(data),
    });

    public Refusal? Take(Event given)
    {
        var e = Causation.Link(State, given, ++_seq);
        if (Admission.Refuse(State, e) is { } refusal) return refusal;
        var history = Decider.NeedsHistory(State, Config) ? History() : null;
        var before = State;
        (var decision, State) = Decider.Decide(State, e, Config, history);
        _log.Add(new Recorded(e, decision, Config, history, before, State));
        return null;
    }

    public Ruling Propose(string agent, string kind = "contact.email", string? purpose = "promotion", string? text = null, object? data = null, string? id = null)
    {
        var proposal = new Proposal { Id = id ?? $"a{_seq + 1}", Agent = agent, Kind = kind, Purpose = purpose, Text = text, Data = data is null ? default : Json(data) };
        return Tell(EventTypes.ActionProposed, ProposalJson.Write(proposal), Actor.Agent(agent), id: proposal.Id).Rulings[0];
    }

    /// <summary>The time has come at which a delayed action is decided again.</summary>
    public Ruling Due(string action) => Tell(EventTypes.ActionDue, new { action }, Actor.Baton).Rulings[0];

    public Decision Report(string action, string status) => Tell(EventTypes.ActionReported, new { action, status }, Actor.Agent("outreach"));

    public Decision Finish(string task, string status = "success", double? confidence = null, object? output = null)
    {
        var agent = State.Tasks.First(t => t.Id == task).Agent;
        return Tell(EventTypes.TaskFinished, new { task, agent, status, confidence, output }, Actor.Agent(agent));
    }

    public Decision Claim(string handoff, string person) => Tell(EventTypes.HandoffClaimed, new { handoff }, Actor.Person(person));

    public Decision Release(string handoff, string person) => Tell(EventTypes.HandoffReleased, new { handoff }, Actor.Person(person));

    public Decision Resolve(string handoff, string person, string outcome, object? data = null, string? note = null) =>
        Tell(EventTypes.HandoffResolved, new { handoff, outcome, data, note }, Actor.Person(person));

    public ActionRecord? Action(string id) => State.Actions.FirstOrDefault(a => a.Proposal.Id == id);

    public OpenHandoff Handoff => Assert.Single(State.Handoffs);

    private List<Event> History() => [.. _log.Where(r => r.Decision.Outcome != EventOutcome.Quarantined).Select(r => r.Event).Where(e => e.Time > Now - Config.LongestCooldown)];
}
