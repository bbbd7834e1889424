using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Pipeline;

namespace Baton.Engine.Channels;

/// <summary>What a person says to a customer whose case they have.</summary>
/// <param name="Text">The words.</param>
public sealed record Reply(string Text)
{
    /// <summary>The channel; null for the one on which the customer is answered.</summary>
    public string? Channel { get; init; }

    /// <summary>Sent although rules would have it wait; those that protect the customer still stand.</summary>
    public bool Anyway { get; init; }

    /// <summary>Why it is sent anyway; it stands in the log.</summary>
    public string? Note { get; init; }

    /// <summary>The ids of the files that go along.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>The sender's own id of it: sent again with it, it goes out once. Null makes one.</summary>
    public string? Id { get; init; }
}

/// <summary>What became of a reply.</summary>
/// <param name="Turn">The turn that it was: refused where the person may not answer now.</param>
/// <param name="Action">The id of the action that it is.</param>
/// <param name="Channel">The channel on which it goes out.</param>
public sealed record Replied(Turn Turn, string Action, string Channel)
{
    /// <summary>The verdict; null when it was refused, or was taken before.</summary>
    public Ruling? Ruling => Turn.Decision is { Rulings: [var ruling, ..] } ? ruling : null;
}

/// <summary>Where people answer customers. Their words are judged like what agents want to say, but a person's own case does not stand in the way.</summary>
public sealed class ReplyDesk(Conductor conductor, ReplyWays ways, AttachmentDesk attachments)
{
    /// <summary>Says something to the customer of a handoff.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="handoff">The handoff, which the person must own.</param>
    /// <param name="person">E-mail of the person.</param>
    /// <param name="reply">What is said.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="ChannelException">There is no channel on which this customer can be reached, or a file is not there.</exception>
    public async Task<Replied> ReplyAsync(string workspace, string handoff, string person, Reply reply, CancellationToken cancel = default)
    {
        var customer = HandoffId.CustomerOf(handoff);
        var state = await conductor.StateOfAsync(workspace, customer, cancel);
        var channel = reply.Channel is { } wanted ? ways.Does(workspace, wanted) ? wanted : throw new ChannelException($"Baton has no channel for {wanted}. An admin can set one up in the settings, under channels.")
            : ways.Of(workspace, state) ?? throw new ChannelException("Baton has no channel on which this customer can be reached. An admin can set one up in the settings, under channels.");
        var files = await attachments.InfosAsync(workspace, customer, reply.Attachments, cancel);
        if (files.Count != reply.Attachments.Distinct(StringComparer.Ordinal).Count()) throw new ChannelException("One of the files is not there, or belongs to another customer.");
        var proposal = new Proposal
        {
            Id = $"reply-{handoff}-{reply.Id ?? Guid.CreateVersion7().ToString("N")}",
            Agent = person,
            IsPersons = true,
            Kind = "contact." + channel,
            Purpose = HandoffAnswer.Purpose,
            Text = reply.Text,
            Data = files.Count == 0 ? default : DataOf(files),
            Execute = Executor.Baton,
        };
        var turn = await conductor.TakeAsync(workspace, InputOf(proposal, handoff, customer, reply), cancel);
        return new Replied(turn, proposal.Id, channel);
    }

    /// <summary>What a person says, as an input.</summary>
    internal static Input InputOf(Proposal proposal, string handoff, string customer, Reply? reply = null) => new()
    {
        Source = "baton/actions",
        Id = proposal.Id,
        Type = EventTypes.ActionProposed,
        Actor = Actor.Person(proposal.Agent),
        Customer = customer,
        Data = Payload.Of(json =>
        {
            json.WriteString("handoff", handoff);
            if (reply?.Anyway == true) json.WriteBoolean("anyway", true);
            if (reply?.Note is { } note) json.WriteString("note", note);
            ProposalJson.Write(json, proposal);
        }),
    };

    /// <summary>The files as an action's data names them.</summary>
    internal static System.Text.Json.JsonElement DataOf(IReadOnlyList<AttachmentInfo> files) => Payload.Of(json =>
    {
        json.WriteStartArray("attachments");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("id", file.Id);
            json.WriteString("name", file.Name);
            json.WriteString("type", file.Type);
            json.WriteNumber("size", file.Size);
            json.WriteString("hash", file.Hash);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
