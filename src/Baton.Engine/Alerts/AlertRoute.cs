using System.Text.Json.Serialization;

namespace Baton.Engine.Alerts;

/// <summary>What can be worth an alert.</summary>
public enum AlertKind
{
    /// <summary>A case will soon be late.</summary>
    Warning,

    /// <summary>A case is late.</summary>
    Breach,

    /// <summary>An agent fails or has used up its budget.</summary>
    Agent,
}

/// <summary>A place where alerts go.</summary>
public sealed record AlertRoute
{
    /// <summary>The longest pause between two of them.</summary>
    public const int MostMinutes = 24 * 60;

    /// <summary>Its name, unique in the workspace.</summary>
    public required string Name { get; init; }

    /// <summary>The address of a Slack-compatible incoming webhook; null for one that goes over a channel.</summary>
    public Uri? Address { get; init; }

    /// <summary>The credential whose value ends the address, where that end is secret, as Slack's is.</summary>
    public string? Credential { get; init; }

    /// <summary>The channel by which it goes instead: an e-mail channel, for example.</summary>
    public string? Channel { get; init; }

    /// <summary>To whom it goes over the channel: an e-mail address.</summary>
    public string? To { get; init; }

    /// <summary>What it is told of; everything when none is named.</summary>
    public IReadOnlyList<AlertKind> Kinds { get; init; } = [];

    /// <summary>The queues that it is told of; every one when none is named. What is of no queue, as an agent that fails, is told in any case.</summary>
    public IReadOnlyList<string> Queues { get; init; } = [];

    /// <summary>The pause after an alert, in minutes. What happens meanwhile comes together in the next one.</summary>
    public int Minutes { get; init; } = 5;

    /// <summary>Whether it is told of something.</summary>
    public bool Wants(AlertKind kind, string? queue) => (Kinds.Count == 0 || Kinds.Contains(kind)) && (Queues.Count == 0 || queue is null || Queues.Contains(queue, StringComparer.OrdinalIgnoreCase));

    /// <summary>Where it leads, for people, with nothing secret in it.</summary>
    [JsonIgnore]
    public string Where => Address is { } address ? address.Authority : $"{To} over {Channel}";

    /// <summary>What is wrong with it, with the member that is; null when nothing is.</summary>
    [JsonIgnore]
    public (string Member, string Detail)? Fault =>
        Name.Length is 0 or > 64 || Name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-') ? ("name", "A name has lower-case letters, digits and hyphens, at most 64.")
        : (Address is null) == (Channel is null) ? ("address", "Alerts go either to the address of a webhook or over a channel: name one of them.")
        : Address is { IsAbsoluteUri: false } or { Scheme: not ("http" or "https") } ? ("address", "The address begins with https://.")
        : Channel is not null && string.IsNullOrWhiteSpace(To) ? ("to", "Say to whom it goes over the channel.")
        : Minutes is < 1 or > MostMinutes ? ("minutes", $"The pause is from 1 to {MostMinutes} minutes.") : null;
}

/// <summary>A place where alerts go, and how it stands.</summary>
/// <param name="Route">The place.</param>
/// <param name="Sent">When something was last sent there.</param>
/// <param name="Waiting">How many notices wait to be sent.</param>
/// <param name="Fault">What went wrong last; null when it went well.</param>
/// <param name="NextTry">When it is tried again after a fault.</param>
public sealed record AlertStanding(AlertRoute Route, DateTimeOffset? Sent, int Waiting, string? Fault, DateTimeOffset? NextTry);
