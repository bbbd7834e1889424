using System.Text.Json;
using Baton.Core.Routing;

namespace Baton.Core.Events;

/// <summary>An immutable fact in CloudEvents form: something a channel, an agent, a person or Baton itself did.</summary>
public sealed record Event
{
    // Read from the payload once: every rule about words asks for it.
    private static readonly string Unread = new('\0', 1);
    private string? _text = Unread;

    /// <summary>Its place in the log; 0 until it has one.</summary>
    public long Seq { get; init; }

    /// <summary>CloudEvents source; unique together with <see cref="Id"/> in a workspace.</summary>
    public required string Source { get; init; }

    /// <summary>CloudEvents id.</summary>
    public required string Id { get; init; }

    /// <summary>CloudEvents type, for example <c>case.opened</c>.</summary>
    public required string Type { get; init; }

    /// <summary>CloudEvents subject as it was given.</summary>
    public string? Subject { get; init; }

    /// <summary>The customer it is about; null when it is about the workspace.</summary>
    public string? Customer { get; init; }

    /// <summary>When it happened, UTC, never later than <see cref="Received"/>.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>When Baton took it in, UTC, in whole milliseconds: the "now" of every decision made on it.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>Who did it.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The place in the log of the event that caused this one, if one did.</summary>
    public long? Cause { get; init; }

    /// <summary>The place in the log of the event with which the chain began; its own when it began one.</summary>
    public long Root { get; init; }

    /// <summary>How many causes lie between it and its root, or the last act of a person on the way.</summary>
    public int Depth { get; init; }

    /// <summary>The payload; <see cref="JsonValueKind.Undefined"/> when there is none.</summary>
    public JsonElement Data
    {
        get;
        init => (field, _text) = (value, Unread);
    }

    /// <summary>Other addresses of the same customer that came with the event.</summary>
    public IReadOnlyList<Address> Addresses { get; init; } = [];

    /// <summary>How the agents of a pool stood, for an event that one of them was picked for.</summary>
    public IReadOnlyList<AgentSight> Sights { get; init; } = [];

    /// <summary>The text in the payload, if it has one: <c>data.text</c>, else <c>data.body</c>, else <c>data.message</c>.</summary>
    public string? Text => ReferenceEquals(_text, Unread) ? _text = Data.Text("text") ?? Data.Text("body") ?? Data.Text("message") : _text;

    /// <summary>The agent who did it, if an agent did.</summary>
    public string? Agent => Actor.Kind == ActorKind.Agent ? Actor.Name : Data.Text("agent");
}
