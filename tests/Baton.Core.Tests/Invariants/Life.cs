using System.Globalization;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Invariants;

/// <summary>A random life of one customer: each step is a number, and what it means depends on what is there to act on.</summary>
internal sealed class Life
{
    /// <summary>How many things may happen: a step says which by its remainder, and how by the rest.</summary>
    public const int Whats = 24;

    private static readonly string[] People = ["ana@x.test", "ben@x.test", "cem@x.test"];
    private static readonly AgentDefinition[] Agents =
    [
        Story.Agent("outreach", "sales"), Story.Agent("promo", "marketing"), Story.Agent("care", "support") with { MinConfidence = 0.5, MaxAttempts = 2, Fallback = "echo" }, Story.Agent("echo", "support"),
    ];

    private readonly Dictionary<int, Rules> _rules = [];
    private readonly List<string> _asked = [];
    private readonly List<string> _handoffs = [];

    public Life(int rules, IEnumerable<int> steps)
    {
        _rules[1] = Rules.Of(rules);
        Story = new Story(_rules[1].Document, Agents);
        foreach (var step in steps) Live(step);
    }

    public Story Story { get; }

    /// <summary>What was refused, with the state that it met.</summary>
    public List<(Event Event, Refusal Refusal, IReadOnlyList<Core.Handoffs.OpenHandoff> Handoffs)> Refused { get; } = [];

    public Rules RulesOf(Recorded record) => _rules[record.Config.Policy.Version];

    public static string DepartmentOf(string agent) => Agents.FirstOrDefault(a => a.Name == agent)?.Department ?? "";

    /// <summary>Ends everything that is open, as agents and people would; false when it never ends.</summary>
    public bool Settle()
    {
        for (var round = 0; round < 200; round++)
        {
            if (Story.State is { Tasks.IsEmpty: true, Handoffs.IsEmpty: true } && !Story.State.Actions.Any(a => a.IsPending)) return true;
            foreach (var task in Story.State.Tasks) Try(EventTypes.TaskFinished, new { task = task.Id, status = "success", confidence = 1 }, Actor.Agent(task.Agent));
            foreach (var handoff in Story.State.Handoffs) Try(EventTypes.HandoffResolved, new { handoff = handoff.Id, outcome = "approved" }, Actor.Person(handoff.Owner ?? People[0]));
            Wait(TimeSpan.FromDays(4), late: false);
        }

        return false;
    }

    private void Live(int step)
    {
        var (what, n) = (step % Whats, step / Whats);
        switch (what)
        {
            case 0 or 1 or 2 or 3: Wait(Of(n, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(20), TimeSpan.FromHours(3), TimeSpan.FromHours(11), TimeSpan.FromHours(48), TimeSpan.FromDays(6)), late: n % 5 == 0); break;
            case 4 when n % 2 == 0: Begin(n / 2); break;
            case 4: Try("case.opened", new { @case = Of(n, "1", "2") }); break;
            case 5: Try("case.resolved", new { @case = Of(n, "1", "2") }); break;
            case 6 or 7: Try("message.received", Of<object>(n, new { text = "My parcel is late" }, new { text = "Let me talk to a human" }, new { other = 1 })); break;
            case 8: Try("contact.sent", new { channel = "email", department = "sales" }, time: Story.Now - Of(n, TimeSpan.Zero, TimeSpan.FromHours(2))); break;
            case 9: Try("consent.changed", Of<object>(n, new { doNotContact = true }, new { doNotContact = false }, new { doNotContact = false }, new { purpose = "promotion", granted = false }, new { purpose = "promotion", granted = true }, new { channel = "sms", granted = false })); break;
            case 10: Try("customer.updated", new { attributes = Of<object>(n, new { vip = true }, new { vip = false }, new { timeZone = "Europe/Berlin" }, new { timeZone = "America/New_York" }) }); break;
            case 11 or 12 or 13 or 14 or 15: Ask(n); break;
            case 16 or 17: if (_asked.Count > 0) Try(EventTypes.ActionReported, new { action = Of(n, [.. _asked]), status = Of(n / 7, "done", "failed", "abandoned", "done") }, Actor.Agent("outreach")); break;
            case 18 or 19: Act(n); break;
            case 20 or 21: Finish(n); break;
            case 22: Publish(n); break;
            default: if (n % 6 == 0) Pause(n / 6); else Try(Of(n, "lead.created", "weather.changed"), new { text = "hello" }); break;
        }
    }

    private void Ask(int n)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"a{_asked.Count + 1}");
        _asked.Add(id);
        var proposal = new Proposal
        {
            Id = id,
            Agent = Of(n, "outreach", "promo", "care", "outreach", "promo", "care", "outreach", "promo", "care", "outreach", "stranger"),
            Kind = Of(n / 11, "contact.email", "contact.sms", "refund", "contact.email"),
            Purpose = Of(n / 44, "promotion", "support", null),
            Text = Of(n / 132, "Hello", "Hello", "A secret offer"),
            Data = Story.Json(new { amount = Of(n / 396, 40, 400) }),
        };
        Try(EventTypes.ActionProposed, ProposalJson.Write(proposal), Actor.Agent(proposal.Agent), id: id);
    }

    private void Begin(int n)
    {
        var permitted = Story.State.Actions.Where(a => a.Status is ActionStatus.Allowed or ActionStatus.Begun or ActionStatus.Void).ToList();
        if (permitted.Count > 0) Try(EventTypes.ActionBegun, new { action = Of(n, [.. permitted]).Proposal.Id, again = n % 3 == 0 }, Actor.Baton);
    }

    private void Act(int n)
    {
        foreach (var open in Story.State.Handoffs) if (!_handoffs.Contains(open.Id)) _handoffs.Add(open.Id);
        if (_handoffs.Count == 0) return;
        var handoff = Of(n, [.. _handoffs]);
        var person = Actor.Person(Of(n / 3, People));
        if (n % 4 == 0 && Story.State.Actions.Where(a => a.IsPending).ToList() is { Count: > 0 } waiting)
        {
            Try(EventTypes.ActionAnswered, new { action = Of(n / 4, [.. waiting]).Proposal.Id, outcome = Of(n / 8, "approved", "approved", "rejected"), note = "a note", @as = Of(n / 24, null, "owner") }, person);
            return;
        }

        switch (n / 9 % 5)
        {
            case 0 or 1: Try(EventTypes.HandoffClaimed, new { handoff }, person); break;
            case 2: Try(EventTypes.HandoffReleased, new { handoff }, person); break;
            case 3: Try(EventTypes.HandoffTransferred, n % 2 == 0 ? new { handoff, to = Of(n / 45, People) } : new { handoff, queue = "second" }, person); break;
            default: Try(EventTypes.HandoffResolved, new { handoff, outcome = Of(n / 45, "approved", "rejected", "answered", "other") }, person); break;
        }
    }

    private void Finish(int n)
    {
        if (Story.State.Tasks.IsEmpty) return;
        var task = Of(n, [.. Story.State.Tasks]);
        Try(EventTypes.TaskFinished, new { task = task.Id, status = Of(n / 3, "success", "failure", "needs-human-review", "needs-more-info", "success"), confidence = Of(n / 15, 0.9, 0.2), output = new { label = "x" } }, Actor.Agent(task.Agent));
    }

    private void Publish(int n)
    {
        var rules = Rules.Of(n);
        Story.Publish(rules.Document);
        _rules[Story.Config.Policy.Version] = rules;
    }

    private void Pause(int n)
    {
        var agent = Story.Config.Agents[Of(n, "outreach", "promo")];
        Story.Define(agent with { Paused = !agent.Paused });
    }

    // Timers come due on the way, or, when the engine was asleep, all at the end.
    private void Wait(TimeSpan time, bool late)
    {
        var end = Story.Now + time;
        if (late) Story.Now = end;
        while (Next() is var (type, action, at) && at <= end)
        {
            if (at > Story.Now) Story.Now = at;
            Try(type, new { action }, Actor.Baton);
        }

        Story.Now = end;
    }

    private (string Type, string Action, DateTimeOffset At)? Next()
    {
        var timers = Story.State.Actions.Where(a => a.Status is ActionStatus.Delayed or ActionStatus.Allowed or ActionStatus.Begun)
            .Select(a => a.Status == ActionStatus.Delayed ? (EventTypes.ActionDue, a.Proposal.Id, a.Until!.Value) : (EventTypes.ActionLapsed, a.Proposal.Id, a.PermitExpires!.Value))
            .OrderBy(t => t.Value).ThenBy(t => t.Item1, StringComparer.Ordinal).ToList();
        return timers.Count == 0 ? null : timers[0];
    }

    private void Try(string type, object? data = null, Actor? actor = null, DateTimeOffset? time = null, string? id = null)
    {
        var before = Story.State.Handoffs;
        if (Story.Try(type, data, actor, time, id) is { } refusal) Refused.Add((new Event { Source = "test", Id = "-", Type = type, Time = Story.Now, Received = Story.Now, Actor = actor ?? Actor.Baton, Data = Story.Json(data!) }, refusal, before));
    }

    private static T Of<T>(int n, params T[] from) => from[n % from.Length];
}
