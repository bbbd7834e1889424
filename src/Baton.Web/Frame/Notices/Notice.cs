using Baton.Core.Events;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Web.Frame.Notices;

/// <summary>What a notification says.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Handoff">The case.</param>
public sealed record Notice(NoticeKind Kind, string Title, string Handoff)
{
    /// <summary>What a row of the log is to a person; null when it is nothing to them. Their own acts are none.</summary>
    public static Notice? Of(LogRow row, string email)
    {
        if (row.Handoff is not { } handoff || row.Actor == Actor.Person(email).ToString()) return null;
        return row.Type switch
        {
            EventTypes.HandoffOffered when To(row) == email => new Notice(NoticeKind.Offer, "A case is offered to you", handoff),
            EventTypes.HandoffTransferred when To(row) == email => new Notice(NoticeKind.Offer, "A case was given to you", handoff),
            EventTypes.HandoffNoted when Mentions(row, email) => new Notice(NoticeKind.Mention, "You were mentioned", handoff),
            EventTypes.HandoffWarned => new Notice(NoticeKind.Warning, "A case is soon late", handoff),
            EventTypes.HandoffBreached => new Notice(NoticeKind.Warning, "A case is late", handoff),
            _ when !EventTypes.IsHandoffAct(row.Type) && row.Seq > 0 && !row.Type.StartsWith("baton.handoff.review", StringComparison.Ordinal) => new Notice(NoticeKind.NewCase, "A new case waits", handoff),
            _ => null,
        };
    }

    private static string? To(LogRow row) => row.ToEvent().Data.Text("to");

    private static bool Mentions(LogRow row, string email) =>
        row.ToEvent().Data.Member("mentions") is { ValueKind: System.Text.Json.JsonValueKind.Array } mentions && mentions.EnumerateArray().Any(m => m.ValueKind == System.Text.Json.JsonValueKind.String && m.GetString() == email);
}

/// <summary>What a notification is about.</summary>
public enum NoticeKind
{
    /// <summary>A new case waits.</summary>
    NewCase,

    /// <summary>A case is offered or given to the person.</summary>
    Offer,

    /// <summary>The person was mentioned.</summary>
    Mention,

    /// <summary>A case is late or soon will be.</summary>
    Warning,
}
