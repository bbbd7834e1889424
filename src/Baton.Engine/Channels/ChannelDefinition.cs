using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Baton.Engine.Channels;

/// <summary>How a channel reaches people.</summary>
public enum ChannelKind
{
    /// <summary>Posts what is to be done to a web address, signed.</summary>
    Webhook,

    /// <summary>Sends e-mail over SMTP.</summary>
    Email,

    /// <summary>Posts to a Slack-compatible incoming webhook.</summary>
    Slack,
}

/// <summary>How the connection to a mail server is kept secret.</summary>
public enum MailSecurity
{
    /// <summary>Begins in the open and is encrypted before anything is said that matters.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,

    /// <summary>Not at all: only for servers on this machine or in the own network.</summary>
    None,
}

/// <summary>A way on which Baton itself does what it was left to: which kinds of actions, and how.</summary>
public sealed record ChannelDefinition
{
    /// <summary>Its name, unique in the workspace: lower-case letters, digits and hyphens, at most 64.</summary>
    public required string Name { get; init; }

    /// <summary>How it reaches people.</summary>
    public required ChannelKind Kind { get; init; }

    /// <summary>The kinds of actions that it does, a trailing <c>*</c> matching any ending: <c>contact.email</c>, <c>contact.*</c>, <c>refund</c>.</summary>
    public ImmutableArray<string> Does { get; init; } = [];

    /// <summary>A webhook's or Slack's address.</summary>
    public Uri? Address { get; init; }

    /// <summary>A credential's name: the webhook's bearer token, the mail server's password, or what ends Slack's address.</summary>
    public string? Credential { get; init; }

    /// <summary>A webhook: the credential that signs.</summary>
    public string? Secret { get; init; }

    /// <summary>E-mail: the mail server's host.</summary>
    public string? Host { get; init; }

    /// <summary>E-mail: its port.</summary>
    public int Port { get; init; } = 587;

    /// <summary>E-mail: how the connection is kept secret.</summary>
    public MailSecurity Security { get; init; }

    /// <summary>E-mail: who signs in at the mail server; null for nobody.</summary>
    public string? User { get; init; }

    /// <summary>E-mail: the sender's address.</summary>
    public string? From { get; init; }

    /// <summary>E-mail: the sender's name.</summary>
    public string? FromName { get; init; }

    /// <summary>E-mail: the subject where an action brings none.</summary>
    public string? Subject { get; init; }

    /// <summary>How long one sending may take; 1 second to 5 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How well it does actions of that kind: the longer what matches, the better; null when it does not do them.</summary>
    internal int? Fits(string kind)
    {
        int? best = null;
        foreach (var pattern in Does)
        {
            var fits = pattern.EndsWith('*') ? kind.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase) ? pattern.Length - 1 : (int?)null : kind.Equals(pattern, StringComparison.OrdinalIgnoreCase) ? int.MaxValue : null;
            if (fits > (best ?? -1)) best = fits;
        }

        return best;
    }

    /// <summary>The mail server, as credentials are bound to it.</summary>
    [JsonIgnore]
    internal Uri Server => new($"{(Security == MailSecurity.None ? "http" : "https")}://{Host}:{Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
}

/// <summary>Something could not be sent. The message is for people: what, over which channel, and what to do.</summary>
public sealed class ChannelException(string message) : Exception(message);
