using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Conditions;

/// <summary>Asks conditions, written as JSON, of facts.</summary>
internal static class Ask
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static Condition Read(string condition)
    {
        var faults = new List<Fault>();
        var read = ConditionReader.Read(JsonElement.Parse(condition), "", faults);
        Assert.Empty(faults);
        return read!;
    }

    public static IReadOnlyList<Fault> Faults(string condition)
    {
        var faults = new List<Fault>();
        Assert.Null(ConditionReader.Read(JsonElement.Parse(condition), "", faults));
        return faults;
    }

    /// <summary>Of an action whose details are these.</summary>
    public static bool OfAction(string condition, object data, string? text = null) =>
        Read(condition).Holds(Facts(new Proposal { Id = "a", Agent = "outreach", Kind = "contact.email", Purpose = "promotion", Text = text, Data = Story.Json(data) }));

    /// <summary>Of a customer's message.</summary>
    public static bool OfText(string condition, string text) => Read(condition).Holds(new Facts(Now, CustomerState.New("c"), Message(text)));

    public static Facts Facts(Proposal? action = null) => new(Now, CustomerState.New("c"), Action: action, Agent: Story.Agent("outreach", "sales"));

    public static Event Message(string text) =>
        new() { Source = "mail", Id = "1", Type = "message.received", Time = Now, Received = Now, Actor = Actor.Channel("mail"), Data = Story.Json(new { text }) };
}
