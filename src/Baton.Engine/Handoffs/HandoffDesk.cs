using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Handoffs.Queues;
using Baton.Core.Messages;
using Baton.Core.Timeline;
using Baton.Engine.Channels;
using Baton.Engine.Clocks;
using Baton.Engine.Handoffs.Access;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Timeline;

namespace Baton.Engine.Handoffs;

/// <summary>
/// What people do with handoffs. A refused turn says why: gone, taken (and by whom), or so already. The act's id is made by the caller for this once.
/// </summary>
public sealed class HandoffDesk(Conductor conductor, LogLookups lookups, QueueAccess access, Configurations configurations, ReplyWays ways, TimeProvider clock)
{
    /// <summary>For how long a resolution can be undone on screen: nothing that follows from it happens before.</summary>
    public static readonly TimeSpan UndoTime = TimeSpan.FromSeconds(10);

    /// <summary>Takes a handoff. Exactly one of many who try at once gets it; the others are refused with the owner's name.</summary>
    public Task<Turn> ClaimAsync(string workspace, string handoff, string person, CancellationToken cancel = default) =>
        ActAsync(workspace, EventTypes.HandoffClaimed, handoff, person, [], cancel);

    /// <summary>Takes a handoff from its owner. Whether the person may is asked before.</summary>
    public Task<Turn> TakeOverAsync(string workspace, string handoff, string person, string note, CancellationToken cancel = default) =>
        ActAsync(workspace, EventTypes.HandoffTakenOver, handoff, person, [("note", note)], cancel);

    /// <summary>Gives it back to its queue.</summary>
    public Task<Turn> ReleaseAsync(string workspace, string handoff, string person, CancellationToken cancel = default) =>
        ActAsync(workspace, EventTypes.HandoffReleased, handoff, person, [], cancel);

    /// <summary>Gives it to another person, who accepts it or gives it back within the time of its queue, or to a queue; exactly one of them is named.</summary>
    public async Task<Turn> TransferAsync(string workspace, string handoff, string person, string? to, string? queue, string? note, CancellationToken cancel = default)
    {
        var within = await FindAsync(workspace, handoff, cancel) is { } open ? configurations.Of(workspace).QueueOf(open.Queue).AcceptWithin : QueueDefinition.UsualAcceptance;
        return await ActAsync(workspace, EventTypes.HandoffTransferred, handoff, person, [("to", to), ("queue", queue), ("note", note), ("until", to is null ? null : Rfc3339.Write(clock.GetUtcNow() + within))], cancel);
    }

    /// <summary>Accepts what a colleague gave.</summary>
    public Task<Turn> AcceptAsync(string workspace, string handoff, string person, CancellationToken cancel = default) =>
        ActAsync(workspace, EventTypes.HandoffAccepted, handoff, person, [], cancel);

    /// <summary>Gives back what a colleague gave.</summary>
    public Task<Turn> BounceAsync(string workspace, string handoff, string person, string? note, CancellationToken cancel = default) =>
        ActAsync(workspace, EventTypes.HandoffBounced, handoff, person, [("note", note)], cancel);

    /// <summary>Lets it sleep until a time, until the customer answers, or whichever is first.</summary>
    public Task<Turn> SnoozeAsync(string workspace, string handoff, string person, DateTimeOffset? until, bool forAnswer, string? note, CancellationToken cancel = default) =>
        ActAsync(workspace, EventTypes.HandoffSnoozed, handoff, person, [("until", until is { } time ? Rfc3339.Write(time) : null), ("note", note)], cancel, more: json => json.WriteBoolean("forAnswer", forAnswer));

    /// <summary>Wakes it.</summary>
    public Task<Turn> WakeAsync(string workspace, string handoff, string person, CancellationToken cancel = default) =>
        ActAsync(workspace, EventTypes.HandoffWoken, handoff, person, [], cancel);

    /// <summary>Makes it part of another handoff of the same customer; what waited on either goes on when that one is resolved.</summary>
    public Task<Turn> MergeAsync(string workspace, string handoff, string person, string into, CancellationToken cancel = default) =>
        ActAsync(workspace, EventTypes.HandoffMerged, handoff, person, [("into", into)], cancel);

    /// <summary>Notes something for colleagues; the people named in it are told.</summary>
    public Task<Turn> NoteAsync(string workspace, string handoff, string person, string text, IReadOnlyList<string> mentions, CancellationToken cancel = default) =>
        ActAsync(workspace, EventTypes.HandoffNoted, handoff, person, [("text", text)], cancel, more: json =>
        {
            if (mentions.Count == 0) return;
            json.WriteStartArray("mentions");
            foreach (var mention in mentions) json.WriteStringValue(mention);
            json.WriteEndArray();
        });

    /// <summary>Lets an offer pass; the next person is asked.</summary>
    public Task<Turn> PassAsync(string workspace, string handoff, string person, CancellationToken cancel = default) =>
        ActAsync(workspace, EventTypes.HandoffOfferPassed, handoff, person, [], cancel);

    /// <summary>Ends it; what waited goes on with the answer at once.</summary>
    public async Task<Turn> ResolveAsync(string workspace, string handoff, string person, Resolution resolution, CancellationToken cancel = default)
    {
        var customer = HandoffId.CustomerOf(handoff);
        if (await RefusedAsync(workspace, EventTypes.HandoffResolved, handoff, person, to: null, cancel) is { } refused) return refused;
        var state = await conductor.StateOfAsync(workspace, customer, cancel);
        var merged = state.Handoffs.Where(h => h.MergedInto == handoff);
        resolution = OnItsChannel(workspace, state, resolution);
        return (await conductor.TakeAsync(workspace, Resolutions.InputsOf(handoff, Actor.Person(person), resolution.ToJson(), merged), cancel))[0];
    }

    /// <summary>Ends it after <see cref="UndoTime"/>, unless that is undone before.</summary>
    public async Task<Turn> EndAsync(string workspace, string handoff, string person, Resolution resolution, CancellationToken cancel = default)
    {
        resolution = OnItsChannel(workspace, await conductor.StateOfAsync(workspace, HandoffId.CustomerOf(handoff), cancel), resolution);
        return await ActAsync(workspace, EventTypes.HandoffEnding, handoff, person, [("at", Rfc3339.Write(clock.GetUtcNow() + ForPeople(UndoTime)))], cancel, more: json =>
        {
            json.WritePropertyName("end");
            resolution.ToJson().WriteTo(json);
        });
    }

    /// <summary>Takes the end back.</summary>
    public Task<Turn> UndoAsync(string workspace, string handoff, string person, CancellationToken cancel = default) =>
        ActAsync(workspace, EventTypes.HandoffUndone, handoff, person, [], cancel);

    /// <summary>Gives the case back to an agent: what waited is dropped, and the agent does the work again with the person's note.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="handoff">The handoff.</param>
    /// <param name="person">Who gives it back.</param>
    /// <param name="agent">To whom; null for the agent from whom it came.</param>
    /// <param name="note">What the agent should know.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<Turn> ReturnAsync(string workspace, string handoff, string person, string? agent, string? note, CancellationToken cancel = default)
    {
        var state = await conductor.StateOfAsync(workspace, HandoffId.CustomerOf(handoff), cancel);
        var open = state.Handoffs.FirstOrDefault(h => h.Id == handoff);

        // Given back to nobody, the case would be lost.
        if (open is not null && HandoffReturns.AgentOf(state, open, agent) is var name && configurations.Of(workspace).Agent(name) is null)
            return new Turn(TurnStatus.Refused, 0) { Refusal = new Refusal(RefusalKind.Stale, name is null ? "It came from no agent: name the one to whom it goes." : $"There is no agent {name} any more: name another one."), State = state };
        var text = open is null ? null : lookups.ReadRow(workspace, open.Event)?.ToEvent().Text;
        return await ResolveAsync(workspace, handoff, person, new Resolution(HandoffOutcome.Returned) { Note = note, Agent = agent, About = text }, cancel);
    }

    // What is said with the end goes out like every answer, where Baton can reach the customer.
    private Resolution OnItsChannel(string workspace, CustomerState customer, Resolution resolution) =>
        resolution is { Answer.Length: > 0, Channel: null } ? resolution with { Channel = ways.Of(workspace, customer) } : resolution;

    /// <summary>An agent gives a case to people of its own accord. The decision opens a handoff, or names the one in which the same case waits already.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="ask">What it is about.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public Task<Turn> AskAsync(string workspace, HandoffAsk ask, CancellationToken cancel = default) => conductor.TakeAsync(workspace, new Input
    {
        Source = "baton/handoffs/asked",
        Id = ask.Id ?? Guid.CreateVersion7().ToString("N"),
        Type = EventTypes.HandoffAsked,
        Subject = ask.Customer?.ToString(),
        Actor = Actor.Agent(ask.Agent),
        Addresses = ask.Customer is { } address ? [address] : [],
        Cause = ask.Cause,
        Data = Payload.Of(json =>
        {
            json.WriteString("agent", ask.Agent);
            json.WriteString("title", ask.Title);
            json.WriteString("text", ask.Reason);
            if (ask.Queue is { } queue) json.WriteString("queue", queue);
            json.WriteString("priority", AgentMessage.PriorityName(ask.Priority));
        }),
        IsUnique = ask.Id is null,
    }, cancel);

    // On a clock that runs faster, as in the demo, people still have as many of their own seconds.
    private TimeSpan ForPeople(TimeSpan time) => clock is AppClock { Rate: > 1 and var rate } ? time * rate : time;

    private async Task<Turn> ActAsync(string workspace, string type, string handoff, string person, (string Name, string? Value)[] members, CancellationToken cancel, Action<Utf8JsonWriter>? more = null) =>
        await RefusedAsync(workspace, type, handoff, person, members.FirstOrDefault(m => m.Name == "to").Value, cancel) ??
        await conductor.TakeAsync(workspace, Input.Act("baton/handoffs", type, Actor.Person(person), Payload.Of(json =>
        {
            json.WriteString("handoff", handoff);
            foreach (var (name, value) in members) if (value is not null) json.WriteString(name, value);
            more?.Invoke(json);
        })) with { Customer = HandoffId.CustomerOf(handoff) }, cancel);

    // The right to a queue is a matter of people and roles, which the lane does not know: it is asked here, whoever calls.
    private async Task<Turn?> RefusedAsync(string workspace, string type, string handoff, string person, string? to, CancellationToken cancel)
    {
        var open = await FindAsync(workspace, handoff, cancel);
        return await access.RefuseAsync(workspace, open, type, person, to, cancel) is { } refusal ? new Turn(TurnStatus.Refused, 0) { Refusal = refusal, State = await conductor.StateOfAsync(workspace, HandoffId.CustomerOf(handoff), cancel) } : null;
    }

    private async Task<OpenHandoff?> FindAsync(string workspace, string handoff, CancellationToken cancel) =>
        (await conductor.StateOfAsync(workspace, HandoffId.CustomerOf(handoff), cancel)).Handoffs.FirstOrDefault(h => h.Id == handoff);
}
