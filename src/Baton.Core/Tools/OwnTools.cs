using System.Text.Json;
using Baton.Core.Agents;

namespace Baton.Core.Tools;

/// <summary>The tools that Baton itself has. They stand in every workspace's registry, and are granted like any other.</summary>
public static class OwnTools
{
    /// <summary>Reads the customer.</summary>
    public const string CustomerRead = "customer.read";

    /// <summary>Asks to change the customer.</summary>
    public const string CustomerUpdate = "customer.update";

    /// <summary>Writes to another agent.</summary>
    public const string MessageSend = "message.send";

    /// <summary>Asks a person.</summary>
    public const string Handoff = "handoff";

    /// <summary>Tools that begin so ask to contact the customer over the channel that follows.</summary>
    public const string Contact = "contact.";

    private static readonly string[] Channels = ["email", "sms", "phone", "chat", "slack"];

    private static readonly JsonElement ContactArguments = JsonElement.Parse("""
        {"type":"object","properties":{
          "text":{"type":"string","minLength":1,"maxLength":10000,"description":"What is to be said to the customer, in full."},
          "purpose":{"type":"string","minLength":1,"maxLength":64,"description":"What for: reply, support, promotion, …"},
          "data":{"type":"object","description":"Details, for example a subject."}},
         "required":["text","purpose"],"additionalProperties":false}
        """);

    /// <summary>All of them, contacts over the usual channels among them.</summary>
    public static IReadOnlyList<ToolDefinition> All { get; } =
    [
        Of(CustomerRead, "Reads what is known about the customer of this task, as it is now. Name the fields you need, or none for all you may see.", writes: false, """
            {"type":"object","properties":{"fields":{"type":"array","items":{"type":"string","minLength":1,"maxLength":200},"maxItems":50,"description":"Names of fields, for example plan."}},"additionalProperties":false}
            """),
        Of(CustomerUpdate, "Asks to change what is known about the customer of this task. Baton decides; the answer says what it decided and why.", writes: true, """
            {"type":"object","properties":{
              "attributes":{"type":"object","minProperties":1,"maxProperties":50,"description":"What is to be set, by name; null removes."},
              "purpose":{"type":"string","minLength":1,"maxLength":64,"description":"What for."}},
             "required":["attributes"],"additionalProperties":false}
            """),
        .. Channels.Select(ContactOver),
        Of(MessageSend, "Sends a message to another agent, to a skill or to a department, and answers with its number. The answer comes later.", writes: true, """
            {"type":"object","properties":{
              "to":{"type":"string","minLength":1,"maxLength":100,"description":"An agent's name, skill:<name> or department:<name>."},
              "text":{"type":"string","minLength":1,"maxLength":10000},
              "priority":{"enum":["low","normal","high","urgent"]},
              "data":{"type":"object"}},
             "required":["to","text"],"additionalProperties":false}
            """),
        Of(Handoff, "Gives the customer's case to a person. Use it when you are not sure, may not decide, or the customer asks for a person.", writes: true, """
            {"type":"object","properties":{
              "title":{"type":"string","minLength":1,"maxLength":120,"description":"What the person is to do, in one line."},
              "reason":{"type":"string","minLength":1,"maxLength":1000,"description":"Why a person is needed, and what you found out."},
              "queue":{"type":"string","minLength":1,"maxLength":64,"description":"The queue of people; left out for your own."},
              "priority":{"enum":["low","normal","high","urgent"]}},
             "required":["title","reason"],"additionalProperties":false}
            """),
    ];

    /// <summary>Asks to contact the customer over a channel.</summary>
    public static ToolDefinition ContactOver(string channel) => new()
    {
        Name = Contact + channel,
        Description = $"Asks to contact the customer of this task over {channel}. Baton decides whether that may be done now; the answer says allow, delay, suppress or escalate, and why. Only what is allowed is sent.",
        Kind = ToolKind.Own,
        Arguments = ContactArguments,
        Writes = true,
    };

    /// <summary>Those that grants name beyond <see cref="All"/>: contacts over other channels.</summary>
    public static IEnumerable<ToolDefinition> NamedBy(IEnumerable<ToolGrant> grants) => grants
        .Where(g => g.Tool.StartsWith(Contact, StringComparison.Ordinal) && g.Tool.Length > Contact.Length && g.Tool.Length <= ToolNames.Longest && !g.Tool.EndsWith('*') && All.All(t => t.Name != g.Tool))
        .Select(g => ContactOver(g.Tool[Contact.Length..])).DistinctBy(t => t.Name, StringComparer.Ordinal);

    /// <summary>Whether no other tool may be called so, since agents could not tell them apart.</summary>
    public static bool IsReserved(string name) => name.StartsWith(ToolNames.Offered(Contact), StringComparison.Ordinal) || All.Any(t => ToolNames.Offered(t.Name) == name);

    private static ToolDefinition Of(string name, string description, bool writes, string arguments) =>
        new() { Name = name, Description = description, Kind = ToolKind.Own, Arguments = JsonElement.Parse(arguments), Writes = writes };
}
