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

    /// <summary>A type, or all types with that beginning, as in "after …".</summary>
    public static string OfType(string type, bool beginning) => type switch
    {
        EventTypes.CaseOpened => "a case is opened",
        EventTypes.CaseResolved => "a case is closed",
        EventTypes.MessageReceived => "the customer writes",
        EventTypes.ContactSent => "a contact",
        "case." => "anything happens on a case",
        _ => beginning ? $"an event whose type begins with “{type}”" : $"“{type}”",
    };

    /// <summary>With a capital letter; null stays null.</summary>
    internal static string? Capital(string? word) => string.IsNullOrEmpty(word) ? null : char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..];
}
