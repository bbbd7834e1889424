using Baton.Core.Agents;

namespace Baton.Web.Agents.Editing;

/// <summary>What an agent sees besides the event, as typed.</summary>
public sealed class ContextTyped
{
    /// <summary>Whether it is said; else it is what is usual for the kind.</summary>
    public bool IsSaid { get; set; }

    public IReadOnlyList<string> Customer { get; set; } = [];
    public IReadOnlyList<string> Events { get; set; } = [];
    public string MostEvents { get; set; } = Typed.Of(new ContextNeeds().MostEvents);
    public string Messages { get; set; } = "0";
    public IReadOnlyList<string> Results { get; set; } = [];
    public bool Memory { get; set; }

    /// <summary>The variables that instructions may hold with it.</summary>
    public IReadOnlyList<string> Variables => ["event.text", "event.type", .. (IsSaid ? Customer : []).Where(name => name != "*").Select(name => "customer." + name)];

    internal static ContextTyped Of(ContextNeeds? needs) => needs is null ? new() : new()
    {
        IsSaid = true,
        Customer = [.. needs.Customer],
        Events = [.. needs.Events],
        MostEvents = Typed.Of(needs.MostEvents),
        Messages = Typed.Of(needs.Messages),
        Results = [.. needs.Results],
        Memory = needs.Memory,
    };

    internal void Write(TypedJson json)
    {
        json.List("customer", Customer);
        json.List("events", Events);
        json.Number("mostEvents", MostEvents);
        json.Number("messages", Messages);
        json.List("results", Results);
        json.Flag("memory", Memory);
    }
}
