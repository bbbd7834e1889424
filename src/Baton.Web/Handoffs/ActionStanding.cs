using Baton.Engine.Storage.Rows;
using Baton.Web.Frame.Look;

namespace Baton.Web.Handoffs;

/// <summary>Where a contact that an agent proposed stands, in the words for a conversation.</summary>
internal static class ActionStanding
{
    public static (MarkKind Mark, string Status) Of(ActionRow action) => action.Status switch
    {
        "done" => (MarkKind.Allow, "Sent"),
        "allowed" => (MarkKind.Allow, "Allowed"),
        "unreported" => (MarkKind.Allow, "Allowed; nobody said whether it was sent"),
        "begun" => (MarkKind.Allow, "On its way"),
        "delayed" => (MarkKind.Delay, "Held back for now"),
        "escalated" => (MarkKind.Escalate, "Waits for a person"),
        "void" => (MarkKind.Suppress, "Taken back: a person took over"),
        "abandoned" => (MarkKind.Suppress, "Given up by the agent"),
        "breach" => (MarkKind.Failure, "Sent without a valid permit"),
        "failed" => (MarkKind.Failure, "Sending failed"),
        _ => (MarkKind.Suppress, "Not sent"),
    };

    public static (MarkKind Mark, string Status) Of(string? verdict) => verdict switch
    {
        "allow" => (MarkKind.Allow, "Allowed"),
        "delay" => (MarkKind.Delay, "Held back for now"),
        "escalate" => (MarkKind.Escalate, "Waits for a person"),
        _ => (MarkKind.Suppress, "Not sent"),
    };
}
