using System.Globalization;
using Baton.Core.Events;

namespace Baton.Core.Timeline;

/// <summary>What happened, in words.</summary>
public static class Occurrences
{
    /// <summary>An event as the first half of a sentence: <c>Support closed a case</c>.</summary>
    /// <param name="e">The event.</param>
    /// <param name="department">The department of the agent who did it, if one did.</param>
    public static string Of(Event e, string? department)
    {
        var who = Capital(e.Data.Text("department") ?? department);
        return e.Type switch
        {
            EventTypes.CaseOpened => $"{who ?? "Support"} opened a case",
            EventTypes.CaseUpdated => $"{who ?? "Support"} worked on a case",
            EventTypes.CaseResolved => $"{who ?? "Support"} closed a case",
            EventTypes.MessageReceived => "The customer wrote",
            EventTypes.MessageSent => $"{who ?? "Somebody"} answered the customer",
            EventTypes.ContactSent => $"{who ?? "Somebody"} contacted the customer",
            EventTypes.ConsentChanged => "The customer's consent changed",
            EventTypes.CustomerUpdated => "The customer's data changed",
            EventTypes.LeadCreated => "The customer showed interest",
            EventTypes.ConversationEnded => "A conversation ended",
            _ => $"“{e.Type}” happened",
        };
    }

    /// <summary>The same, with the first words of what was said.</summary>
    public static string InFull(Event e, string? department) =>
        e.Type is EventTypes.MessageReceived or EventTypes.MessageSent && e.Text is { Length: > 0 } text ? $"{Of(e, department)}: “{Excerpt(text, 100)}”" : Of(e, department);

    /// <summary>The first characters of a text, cut with an ellipsis; line breaks become spaces.</summary>
    internal static string Excerpt(string text, int most)
    {
        text = text.ReplaceLineEndings(" ");
        return text.Length <= most ? text : string.Concat(text.AsSpan(0, most - 1).TrimEnd(), "…");
    }

    /// <summary>A type, or all types with that beginning, as in "after …": <c>support works on a case</c>.</summary>
    /// <param name="type">The type or its beginning.</param>
    /// <param name="beginning">Whether it is a beginning.</param>
    /// <param name="who">The agent or department that did it, when only theirs count.</param>
    public static string OfType(string type, bool beginning, string? who = null) => (type, beginning) switch
    {
        ("case.", true) => $"{who ?? "support"} works on a case",
        (EventTypes.CaseOpened, false) => who is null ? "a case is opened" : $"{who} opens a case",
        (EventTypes.CaseUpdated, false) => who is null ? "a case is worked on" : $"{who} works on a case",
        (EventTypes.CaseResolved, false) => who is null ? "a case is closed" : $"{who} closes a case",
        (EventTypes.MessageReceived, false) => who is null ? "the customer writes" : $"the customer writes to {who}",
        (EventTypes.MessageSent, false) => who is null ? "the customer is answered" : $"{who} answers the customer",
        (EventTypes.ContactSent, false) => who is null ? "the customer is contacted" : $"{who} contacts the customer",
        (EventTypes.TaskFinished, false) => $"{who ?? "an agent"} finishes a task",
        _ => Plain(type, beginning) + (who is null ? "" : $" from {who}"),
    };

    private static string Plain(string type, bool beginning) => (type, beginning) switch
    {
        (EventTypes.ConsentChanged, false) => "the customer's consent changes",
        (EventTypes.CustomerUpdated, false) => "the customer's data changes",
        (EventTypes.LeadCreated, false) => "a new lead comes in",
        (EventTypes.ConversationEnded, false) => "a conversation ends",
        (_, true) => $"anything of the kind “{type}” happens",
        _ => $"“{type}” happens",
    };

    /// <summary>With a capital letter; null stays null.</summary>
    internal static string? Capital(string? word) => string.IsNullOrEmpty(word) ? null : char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..];
}
