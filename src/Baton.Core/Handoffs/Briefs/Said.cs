using Baton.Core.Events;

namespace Baton.Core.Handoffs.Briefs;

/// <summary>Words of a conversation.</summary>
/// <param name="Seq">Where they stand in the log.</param>
/// <param name="At">When they were said.</param>
/// <param name="ByCustomer">Whether the customer said them; otherwise the customer was told them.</param>
/// <param name="Who">Who told the customer: an agent, a person, a channel.</param>
/// <param name="Text">The words, in one line.</param>
public sealed record Said(long Seq, DateTimeOffset At, bool ByCustomer, string Who, string Text)
{
    /// <summary>The words that both sides said, oldest first.</summary>
    public static IReadOnlyList<Said> In(IReadOnlyList<CaseEvent> log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var told = log.Where(e => e.Event.Type == EventTypes.MessageSent).Select(e => e.Event.Text).ToHashSet(StringComparer.Ordinal);
        return [.. log.Select(e => Of(e, told)).OfType<Said>()];
    }

    private static Said? Of(CaseEvent of, HashSet<string?> told)
    {
        var e = of.Event;
        var (byCustomer, text) = e.Type switch
        {
            EventTypes.MessageReceived or EventTypes.CaseOpened => (true, e.Text),
            EventTypes.MessageSent => (false, e.Text),
            // A channel that sends a person's answer tells of it; the words count once.
            EventTypes.HandoffResolved when e.Data.Text("answer") is { } answer && !told.Contains(answer) => (false, answer),
            EventTypes.ActionProposed when of.Standing == "done" && e.Data.Text("kind")?.StartsWith("contact", StringComparison.OrdinalIgnoreCase) == true && !told.Contains(e.Text) => (false, e.Text),
            _ => (false, null),
        };
        return text is null || Quote.Plain(text) is not { Length: > 0 } plain ? null : new Said(e.Seq, e.Time, byCustomer, Author(e), plain);
    }

    private static string Author(Event e) => Quote.Cut(Quote.Plain(e.Data.Text("agent") ?? e.Data.Text("author") ?? (e.Actor.Kind == ActorKind.Channel ? "somebody" : e.Actor.Name)), 60);
}
