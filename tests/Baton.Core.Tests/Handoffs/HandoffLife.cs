using System.Globalization;
using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Tests.Stories;
using Baton.Core.Timeline;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Core.Tests.Handoffs;

/// <summary>Any acts of any people on the cases of one customer, in any order, with what comes due in between: each step is a number.</summary>
internal sealed class HandoffLife
{
    public const string Policy = """{ "approvals": [ { "id": "refunds", "when": { "field": "action.kind", "op": "eq", "value": "refund" }, "queue": "finance" } ] }""";

    private const int MostOpen = 5;

    private static readonly string[] People = ["ana@x.test", "ben@x.test", "cem@x.test"];
    private static readonly string[] Ends = ["approved", "rejected", "answered", "other", "returned"];

    private int _asked;

    public HandoffLife(IEnumerable<int> steps)
    {
        foreach (var step in steps) Live(step % 30, step / 30);
    }

    public Story Story { get; } = new(Policy);

    /// <summary>How often an act was taken, and how often it was refused, by its type.</summary>
    public Dictionary<string, (int Taken, int Refused)> Acts { get; } = [];

    /// <summary>Asks of many lives by chance; one that breaks the property is made as short as can be before it is shown.</summary>
    public static void All(Action<HandoffLife> property, bool same = false)
    {
        var lives = Arb.From(Gen.Choose(0, 1_000_000).ListOf().Resize(200).Select(steps => steps.ToArray()), Shorter);
        var config = Config.QuickThrowOnFailure.WithMaxTest(300).WithStartSize(20).WithEndSize(200).WithQuietOnSuccess(true);
        Check.One(same ? config.WithReplay(1, 1) : config, Prop.ForAll(lives, steps => property(new HandoffLife(steps))));
    }

    /// <summary>Lets time pass, and what comes due meanwhile happen.</summary>
    public void Wait(TimeSpan time)
    {
        var end = Story.Now + time;
        while (Due().Where(d => d.At <= end).OrderBy(d => d.At).FirstOrDefault() is { Fire: { } fire } due)
        {
            if (due.At > Story.Now) Story.Now = due.At;
            fire();
        }

        Story.Now = end;
    }

    private static IEnumerable<int[]> Shorter(int[] steps)
    {
        if (steps.Length > 8)
        {
            yield return steps[..(steps.Length / 2)];
            yield return steps[(steps.Length / 2)..];
        }

        for (var i = 0; i < steps.Length; i++) yield return [.. steps[..i], .. steps[(i + 1)..]];
    }

    private void Live(int what, int n)
    {
        var person = Of(n, People);
        var other = Of(n / 3, People);
        switch (what)
        {
            case 0 or 1: Open(n); break;
            case 2: Propose("contact.email"); break;
            case 3: Story.Try(EventTypes.MessageReceived, new { text = "Any news?" }); break;
            case 4 or 5: Wait(Of(n, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(11), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(6), TimeSpan.FromHours(3), TimeSpan.FromDays(2))); break;
            case 6 or 7 or 8: Act(n, EventTypes.HandoffClaimed, person); break;
            case 9: Act(n, EventTypes.HandoffTakenOver, person, ("note", "I do it")); break;
            case 10: Act(n, EventTypes.HandoffReleased, person); break;
            case 11 or 12: Act(n, EventTypes.HandoffTransferred, person, ("to", other), ("until", In(TimeSpan.FromMinutes(10)))); break;
            case 13: Act(n, EventTypes.HandoffTransferred, person, ("queue", "second")); break;
            case 14: Act(n, EventTypes.HandoffAccepted, OwnerOr(n, person)); break;
            case 15: Act(n, EventTypes.HandoffBounced, OwnerOr(n, person)); break;
            case 16: Act(n, EventTypes.HandoffSnoozed, person, ("until", n % 5 == 0 ? null : In(TimeSpan.FromHours(1 + n % 30))), ("forAnswer", n % 2 == 0)); break;
            case 17: Act(n, EventTypes.HandoffWoken, person); break;
            case 18 or 19: Act(n, EventTypes.HandoffMerged, person, ("into", Any(n / 7))); break;
            case 20 or 21: Act(n, EventTypes.HandoffEnding, person, ("at", In(TimeSpan.FromSeconds(10))), ("end", new { outcome = Of(n / 5, Ends) })); break;
            case 22: Act(n, EventTypes.HandoffUndone, person); break;
            case 23 or 24: Resolve(Any(n), Actor.Person(person), Story.Json(new { outcome = Of(n / 5, Ends) }), claims: null); break;
            case 25: ByTime(n, EventTypes.HandoffOffered, ("to", other), ("until", In(TimeSpan.FromMinutes(2)))); break;
            case 26: Act(n, EventTypes.HandoffOfferPassed, Story.State.Handoffs.FirstOrDefault(h => h.Id == Any(n))?.Offer?.To ?? person); break;
            case 27: ByTime(n, Of(n, EventTypes.HandoffWarned, EventTypes.HandoffBreached), ("clock", Of(n / 2, "claim", "claim", "answer", "resolution")), ("queue", n % 3 == 0 ? "leads" : null)); break;
            case 28: ByTime(n, Of(n, EventTypes.HandoffReleased, EventTypes.HandoffBounced, EventTypes.HandoffWoken, EventTypes.HandoffOfferPassed, EventTypes.HandoffResolved)); break;
            default: Act(n, EventTypes.HandoffNoted, person, ("text", "She called twice.")); break;
        }
    }

    private void Open(int n)
    {
        if (Story.State.Handoffs.Length >= MostOpen) return;
        if (n % 2 == 0) Propose("refund");
        else Story.Try(EventTypes.MessageReceived, new { other = n });
    }

    private void Propose(string kind)
    {
        var proposal = new Proposal { Id = string.Create(CultureInfo.InvariantCulture, $"a{++_asked}"), Agent = "care", Kind = kind, Text = "Hello" };
        Story.Try(EventTypes.ActionProposed, ProposalJson.Write(proposal), Actor.Agent("care"), id: proposal.Id);
    }

    private void Act(int n, string type, string person, params (string Name, object? Value)[] members) => Try(type, Actor.Person(person), [("handoff", Any(n)), .. members]);

    private string OwnerOr(int n, string person) => Story.State.Handoffs.FirstOrDefault(h => h.Id == Any(n))?.Owner ?? person;

    // What comes due may be late, or of an earlier claim.
    private void ByTime(int n, string type, params (string Name, object? Value)[] members)
    {
        var handoff = Any(n);
        var claims = Story.State.Handoffs.FirstOrDefault(h => h.Id == handoff)?.Claims ?? 0;
        Try(type, Actor.Baton, [("handoff", handoff), ("claims", n % 4 == 0 ? claims - 1 : claims), .. members]);
    }

    // As the engine does it: the handoff, and with it those that are part of it.
    private void Resolve(string handoff, Actor by, JsonElement end, int? claims)
    {
        var merged = Story.State.Handoffs.Where(h => h.MergedInto == handoff).ToList();
        (string, object?)[] members = [.. end.EnumerateObject().Select(m => (m.Name, (object?)m.Value))];
        if (!Try(EventTypes.HandoffResolved, by, [("handoff", handoff), ("claims", claims), .. members])) return;
        foreach (var part in merged) Assert.True(Try(EventTypes.HandoffResolved, by, [("handoff", part.Id), ("claims", part.Claims), ("with", handoff), .. members]));
    }

    private IEnumerable<(DateTimeOffset At, Action Fire)> Due()
    {
        foreach (var h in Story.State.Handoffs)
        {
            if (h.Offer is { } offer) yield return (offer.Until, () => Fire(h, EventTypes.HandoffOfferPassed));
            if (h.Passing is { } passing) yield return (passing.Until, () => Fire(h, EventTypes.HandoffBounced));
            if (h.Snooze is { } snooze) yield return (snooze.Until, () => Fire(h, EventTypes.HandoffWoken));
            if (h.Ending is { } ending) yield return (ending.At, () => Resolve(h.Id, Actor.Person(ending.By), ending.Payload, h.Claims));
        }

        foreach (var a in Story.State.Actions.Where(a => a.Status == ActionStatus.Allowed && a.PermitExpires is not null))
            yield return (a.PermitExpires!.Value, () => Assert.Null(Story.Try(EventTypes.ActionLapsed, new { action = a.Proposal.Id }, Actor.Baton)));
    }

    // At its time, what comes due is always taken: refused, it would never come again.
    private void Fire(OpenHandoff handoff, string type) => Assert.True(Try(type, Actor.Baton, [("handoff", handoff.Id), ("claims", handoff.Claims)]));

    private bool Try(string type, Actor by, (string Name, object? Value)[] members)
    {
        var isTaken = Story.Try(type, JsonSerializer.SerializeToElement(members.Where(m => m.Value is not null).ToDictionary(m => m.Name, m => m.Value)).GetRawText(), by) is null;
        var (taken, refused) = Acts.GetValueOrDefault(type);
        Acts[type] = isTaken ? (taken + 1, refused) : (taken, refused + 1);
        return isTaken;
    }

    private string In(TimeSpan time) => Rfc3339.Write(Story.Now + time);

    // Mostly one that is open; sometimes one that is over, or none at all.
    private string Any(int n)
    {
        var open = Story.State.Handoffs;
        return n % 11 == 0 || open.IsEmpty ? HandoffId.Of("c1", 1 + n % (Story.State.HandoffsMade + 1)) : open[n / 11 % open.Length].Id;
    }

    private static T Of<T>(int n, params T[] from) => from[n % from.Length];
}
