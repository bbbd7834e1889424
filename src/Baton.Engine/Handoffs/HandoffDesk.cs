using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Messages;
using Baton.Engine.Agents;
using Baton.Engine.Pipeline;

namespace Baton.Engine.Handoffs;

/// <summary>
/// What people do with handoffs. A refused turn says why: gone, taken (and by whom), or so already. The act's id is made by the caller for this once.
/// </summary>
public sealed class HandoffDesk(Conductor conductor)
{
    /// <summary>Takes a handoff. Exactly one of many who try at once gets it; the others are refused with the owner's name.</summary>
    public Task<Turn> ClaimAsync(string workspace, string handoff, string person, CancellationToken cancel = default) =>
        ActAsync(workspace, EventTypes.HandoffClaimed, handoff, person, [], cancel);

    /// <summary>Gives it back to its queue.</summary>
    public Task<Turn> ReleaseAsync(string workspace, string handoff, string person, CancellationToken cancel = default) =>
        ActAsync(workspace, EventTypes.HandoffReleased, handoff, person, [], cancel);

    /// <summary>Gives it to another person or queue; exactly one of them is named.</summary>
    public Task<Turn> TransferAsync(string workspace, string handoff, string person, string? to, string? queue, string? note, CancellationToken cancel = default) =>
        ActAsync(workspace, EventTypes.HandoffTransferred, handoff, person, [("to", to), ("queue", queue), ("note", note)], cancel);

    /// <summary>Ends it; what waited goes on with the answer.</summary>
    public Task<Turn> ResolveAsync(string workspace, string handoff, string person, HandoffOutcome outcome, string? answer, string? note, JsonElement data = default, CancellationToken cancel = default) =>
        ActAsync(workspace, EventTypes.HandoffResolved, handoff, person, [("outcome", JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString())), ("answer", answer), ("note", note)], cancel, data);

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

    private Task<Turn> ActAsync(string workspace, string type, string handoff, string person, (string Name, string? Value)[] members, CancellationToken cancel, JsonElement data = default)
    {
        var customer = HandoffId.CustomerOf(handoff);
        return conductor.TakeAsync(workspace, Input.Act("baton/handoffs", type, Actor.Person(person), PayloadOf(handoff, members, data)) with { Customer = customer }, cancel);
    }

    private static JsonElement PayloadOf(string handoff, (string Name, string? Value)[] members, JsonElement data) => Payload.Of(json =>
    {
        json.WriteString("handoff", handoff);
        foreach (var (name, value) in members) if (value is not null) json.WriteString(name, value);
        if (data.ValueKind == JsonValueKind.Object)
        {
            json.WritePropertyName("data");
            data.WriteTo(json);
        }
    });
}
