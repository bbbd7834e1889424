using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Policies;

namespace Baton.Engine.Messages;

/// <summary>A message as its sender gives it.</summary>
/// <param name="From">Who sends it: an agent's name, or <see cref="ByKey"/> and the name of an API key for a program that is none.</param>
/// <param name="To">For whom it is: an agent's name, <c>skill:&lt;name&gt;</c> or <c>department:&lt;name&gt;</c>.</param>
/// <param name="Text">What is said.</param>
public sealed record MessageDraft(string From, string To, string Text)
{
    /// <summary>How the sender's name begins when it is no agent.</summary>
    public const string ByKey = "key:";

    /// <summary>How long a message waits when its sender does not say.</summary>
    public static readonly TimeSpan UsualLife = TimeSpan.FromDays(1);

    /// <summary>How long a message may wait.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(30);

    /// <summary>The longest text.</summary>
    public const int LongestText = 100_000;

    /// <summary>The sender's id of it: sent again, it counts once. Null: Baton makes one.</summary>
    public string? Id { get; init; }

    /// <summary>How urgent it is.</summary>
    public Priority Priority { get; init; } = Priority.Normal;

    /// <summary>Details, as an object.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>The customer it is about. Null: that of the task or the thread, else none.</summary>
    public Address? Customer { get; init; }

    /// <summary>The thread it goes on with, named by its first message.</summary>
    public string? Thread { get; init; }

    /// <summary>The task on which the sender is at work: the message belongs to its chain, and to its thread when it came of a message.</summary>
    public string? Task { get; init; }

    /// <summary>How long it is worth an answer.</summary>
    public TimeSpan Life { get; init; } = UsualLife;
}

/// <summary>What became of a draft.</summary>
public enum SendStatus
{
    /// <summary>It was sent, and where it stands is on disk.</summary>
    Sent,

    /// <summary>The same was sent before; nothing changed.</summary>
    Repeated,

    /// <summary>Its id was used for another message; nothing changed.</summary>
    Conflict,

    /// <summary>Something about it is wrong; nothing changed.</summary>
    Wrong,
}

/// <summary>What became of a draft.</summary>
/// <param name="Status">Whether it was sent.</param>
/// <param name="Message">The message as it stands now; null when something is wrong.</param>
/// <param name="Faults">What is wrong, with pointers to the members of the public API.</param>
public sealed record SendOutcome(SendStatus Status, MessageView? Message, IReadOnlyList<Fault> Faults)
{
    internal static SendOutcome Wrong(IReadOnlyList<Fault> faults) => new(SendStatus.Wrong, null, faults);
}
