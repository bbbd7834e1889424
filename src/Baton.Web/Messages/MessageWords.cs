using Baton.Core.Messages;
using Baton.Engine.Messages;
using Baton.Engine.Storage.Rows;
using Baton.Web.Timeline;

namespace Baton.Web.Messages;

/// <summary>Messages between agents, as people say it.</summary>
internal static class MessageWords
{
    /// <summary>Whom it reached, with for whom it was written where that says more.</summary>
    public static string To(MessageRow row) => row.Agent is null || row.Agent == row.Recipient ? row.Recipient : $"{row.Agent} ({row.Recipient})";

    /// <summary>Who sent it; a program that is no agent by the name of its key.</summary>
    public static string From(MessageRow row) => row.Sender.StartsWith(MessageDraft.ByKey, StringComparison.Ordinal) ? row.Sender[MessageDraft.ByKey.Length..] : row.Sender;

    /// <summary>The customer it is about: by name, else by an address; null when it is about none.</summary>
    public static string? Customer(MessageView message) => message.Row.Customer is null ? null
        : message.CustomerName ?? message.CustomerAddresses?.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "unnamed";

    /// <summary>The page of an agent; null for a program that is none.</summary>
    public static string? Page(string name) => name.Contains(':', StringComparison.Ordinal) ? null : $"/agents/{Uri.EscapeDataString(name)}";

    /// <summary>Where it stands, in a word or two.</summary>
    public static string Status(MessageView message) => (message.Status, message.Row.Handoff) switch
    {
        ("queued", _) => "waits",
        ("delivered", not null) => "with a person",
        ("delivered", _) => "at work",
        ("failed", not null) when message.Row.Ended is not null => "failed, a person is asked",
        var (status, _) => status,
    };

    /// <summary>Its colour.</summary>
    public static string Class(MessageView message) => message.Status switch
    {
        "answered" => "allow",
        "failed" => "suppress",
        "expired" => "delay",
        "delivered" => "escalate",
        _ => "",
    };

    /// <summary>The answer: its words, or all of it.</summary>
    public static string? Answer(MessageRow row) => row.Reply is { } reply ? MessageReply.TextOf(System.Text.Json.JsonElement.Parse(reply)) ?? reply : null;

    /// <summary>Who answered.</summary>
    public static string? Answerer(MessageRow row) => row.ReplyBy is { } by ? EventWords.Who(by) : null;
}
