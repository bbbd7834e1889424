using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Invariants;

/// <summary>
/// Reads a recorded life again with plain lists and loops, sharing no code with the core, and says of each allowed action which rule it
/// broke. What only wanted a person's yes and got it is no breach.
/// </summary>
internal sealed class NaiveJudge(Life life)
{
    private sealed record Contact(string Kind, string Department, string? Purpose, DateTimeOffset At, string State);

    private readonly Dictionary<string, Contact> _actions = [];
    private readonly Dictionary<string, (string Agent, string Kind, string? Purpose)> _asked = [];
    private readonly List<(string Type, DateTimeOffset At)> _facts = [];
    private readonly Dictionary<string, string?> _handoffs = [];
    private readonly Dictionary<string, string> _opened = [];
    private readonly HashSet<string> _cases = [];
    private readonly HashSet<string> _approved = [];
    private readonly Dictionary<string, bool> _consent = [];
    private string? _now; // what a person lets through without waiting
    private bool _vip;
    private string _zone = "UTC";

    public IEnumerable<string> Breaches()
    {
        foreach (var record in life.Story.Log)
        {
            Before(record);
            foreach (var ruling in record.Decision.Rulings.Where(r => r.Verdict == Verdict.Allow))
            {
                foreach (var breach in BreachesOf(ruling.Action, record.Event.Received, life.RulesOf(record))) yield return $"event {record.Event.Seq}: {ruling.Action} breaks {breach}";
            }

            After(record);
        }
    }

    private IEnumerable<string> BreachesOf(string id, DateTimeOffset now, Rules rules)
    {
        var (agent, kind, purpose) = _asked[id];
        var yes = _approved.Contains(id);
        var department = Life.DepartmentOf(agent);
        var counted = _actions.Where(a => a.Key != id && a.Value.State is "allowed" or "done" or "unreported" or "breach").Select(a => a.Value).ToList();
        bool Stands(string then, bool shadow = false) => !shadow && !(then == "escalate" && yes) && !(then == "delay" && _now == id);
        foreach (var cap in rules.Caps.Where(c => Stands(c.Then, c.Shadow) && kind.StartsWith(c.Kind, StringComparison.Ordinal)))
        {
            if (counted.Count(a => a.Kind.StartsWith(cap.Kind, StringComparison.Ordinal) && a.At > WindowStart(cap.Per, now)) >= cap.Max) yield return cap.Id;
        }

        if (!kind.StartsWith("contact.", StringComparison.Ordinal)) yield break;
        foreach (var cooldown in rules.Cooldowns.Where(c => Stands(c.Then, c.Shadow) && (c.Department ?? department) == department))
        {
            var starts = _facts.Where(f => f.Type.StartsWith(cooldown.After, StringComparison.Ordinal)).Select(f => f.At);
            if (cooldown.After == "contact.sent") starts = starts.Concat(counted.Where(a => a.Kind.StartsWith("contact.", StringComparison.Ordinal)).Select(a => a.At));
            if (starts.Any(at => at.AddHours(cooldown.Hours) > now)) yield return cooldown.Id;
        }

        foreach (var hold in rules.Holds.Where(h => Stands(h.Then, h.Shadow) && (h.Purpose ?? purpose) == purpose))
        {
            if (hold.While switch { "customer.openCases" => _cases.Count > 0, "customer.openHandoffs" => _handoffs.Count > 0, _ => _vip }) yield return hold.Id;
        }

        var hour = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(_zone)).Hour;
        foreach (var quiet in rules.Quiet.Where(r => Stands(r.Then)))
        {
            if (quiet.From < quiet.To ? hour >= quiet.From && hour < quiet.To : hour >= quiet.From || hour < quiet.To) yield return quiet.Id;
        }

        if (_consent.GetValueOrDefault("doNotContact") && Stands(rules.DoNotContact)) yield return "doNotContact";
        if (purpose is not null && _consent.TryGetValue(purpose, out var granted) && !granted) yield return "consent to " + purpose;
        if (_consent.TryGetValue(kind["contact.".Length..], out granted) && !granted) yield return "consent to the channel";
        if (_handoffs.Values.Any(owner => owner is not null)) yield return "a person's ownership";
        if (agent == "stranger") yield return "permission";
    }

    private void Before(Recorded record)
    {
        var e = record.Event;
        if (e.Type == EventTypes.ActionProposed) _asked[e.Id] = (e.Data.Text("agent")!, e.Data.Text("kind")!, e.Data.Text("purpose"));
        _now = null;
        if (e.Type == EventTypes.ActionAnswered && e.Data.Text("action") is { } answered)
        {
            if (_opened.Remove(answered, out var handoff)) _handoffs.Remove(handoff);
            if (e.Data.Text("outcome") == "approved") _approved.Add(_now = answered);
        }

        if (e.Type != EventTypes.HandoffResolved) return;
        _handoffs.Remove(e.Data.Text("handoff")!);
        if (e.Data.Text("outcome") == "approved") foreach (var ruling in record.Decision.Rulings) _approved.Add(ruling.Action);
    }

    private void After(Recorded record)
    {
        var e = record.Event;
        if (record.Decision.Outcome != EventOutcome.Quarantined) Understand(e);
        foreach (var ruling in record.Decision.Rulings.Where(r => r.Verdict == Verdict.Allow))
        {
            var (agent, kind, purpose) = _asked[ruling.Action];
            _actions[ruling.Action] = new Contact(kind, Life.DepartmentOf(agent), purpose, e.Received, "allowed");
        }

        foreach (var handoff in record.Decision.Handoffs)
        {
            _handoffs[handoff.Id] = null;
            if (handoff.Action is { } asked) _opened[asked] = handoff.Id;
        }
    }

    private void Understand(Event e)
    {
        var handoff = e.Data.Text("handoff");
        switch (e.Type)
        {
            case "case.opened": _cases.Add(e.Data.Text("case")!); break;
            case "case.resolved": _cases.Remove(e.Data.Text("case")!); break;
            case "contact.sent": _actions[$"sent {e.Seq}"] = new Contact("contact.email", "sales", null, e.Time, "done"); break;
            case "consent.changed" when e.Data.Flag("doNotContact") is { } none: _consent["doNotContact"] = none; break;
            case "consent.changed": _consent[e.Data.Text("purpose") ?? e.Data.Text("channel")!] = e.Data.Flag("granted")!.Value; break;
            case "customer.updated": Update(e.Data.GetProperty("attributes")); break;
            case EventTypes.HandoffClaimed: _handoffs[handoff!] = e.Actor.Name; Void(); break;
            case EventTypes.HandoffTransferred: _handoffs[handoff!] = e.Data.Text("to"); if (e.Data.Text("to") is not null) Void(); break;
            case EventTypes.HandoffReleased: _handoffs[handoff!] = null; break;
            case EventTypes.ActionBegun: Become(e.Data.Text("action")!, "begun"); break;
            case EventTypes.ActionLapsed: Become(e.Data.Text("action")!, "unreported"); break;
            case EventTypes.ActionReported: Report(e.Data.Text("action")!, e.Data.Text("status")!); break;
        }

        _facts.Add((e.Type, e.Time));
    }

    private void Update(System.Text.Json.JsonElement attributes)
    {
        if (attributes.Flag("vip") is { } vip) _vip = vip;
        if (attributes.Text("timeZone") is { } zone) _zone = zone;
    }

    private void Report(string id, string status)
    {
        if (!_actions.TryGetValue(id, out var action)) return;
        if (status != "done") _actions.Remove(id);
        else Become(id, action.State == "void" ? "breach" : "done");
    }

    private void Void()
    {
        foreach (var (id, action) in _actions.ToList()) if (action.State == "allowed" && action.Kind.StartsWith("contact.", StringComparison.Ordinal)) Become(id, "void");
    }

    private void Become(string id, string state)
    {
        if (_actions.TryGetValue(id, out var action)) _actions[id] = action with { State = state };
    }

    private DateTimeOffset WindowStart(string per, DateTimeOffset now)
    {
        if (per == "PT24H") return now.AddHours(-24);
        if (per == "P7D") return now.AddDays(-7);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(_zone);
        var day = TimeZoneInfo.ConvertTime(now, zone).Date;
        while (per == "week" && day.DayOfWeek != DayOfWeek.Monday) day = day.AddDays(-1);
        while (per == "month" && day.Day != 1) day = day.AddDays(-1);
        return new DateTimeOffset(day, zone.GetUtcOffset(day));
    }
}
