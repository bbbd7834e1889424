using Baton.Core.Agents;
using Baton.Engine.Messages;
using Baton.Engine.Pipeline;
using Baton.Web.Problems;

namespace Baton.Web.Messages;

/// <summary>A message as it was sent.</summary>
internal static class MessageBody
{
    private static readonly string[] Priorities = ["low", "normal", "high", "urgent"];

    /// <summary>Reads it; every fault is noted.</summary>
    public static MessageDraft Read(JsonMembers body)
    {
        var id = body.Text("id", max: 200);
        if (id?.Any(char.IsControl) == true) body.Wrong("id", "'id' must not contain control characters.");
        return new MessageDraft(body.Text("from", required: true, max: 64) ?? "", body.Text("to", required: true, max: 200) ?? "", body.Text("text", required: true, max: MessageDraft.LongestText) ?? "")
        {
            Id = id,
            Priority = PriorityOf(body.Word("priority", Priorities)),
            Data = body.Object("data"),
            Customer = CustomerOf(body),
            Thread = body.Text("thread", max: 200),
            Task = body.Text("task", max: 400),
            Life = body.Duration("expiresIn", TimeSpan.FromSeconds(1), MessageDraft.LongestLife) ?? MessageDraft.UsualLife,
        };
    }

    /// <summary>A priority's word; normal when there is none.</summary>
    public static Priority PriorityOf(string? word) => Enum.TryParse<Priority>(word, ignoreCase: true, out var priority) ? priority : Priority.Normal;

    /// <summary>The customer named, if one is.</summary>
    public static Core.Events.Address? CustomerOf(JsonMembers body)
    {
        if (body.Text("customer", max: 400) is not { } reference) return null;
        if (CustomerRefs.TryRead(reference, out var customer)) return customer;
        body.Wrong("customer", $"'{reference}' names no customer. Write <kind>:<value>, for example email:ana@example.com.");
        return null;
    }
}
