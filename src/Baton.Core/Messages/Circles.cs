using System.Collections.Immutable;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;

namespace Baton.Core.Messages;

/// <summary>Notices agents that only answer each other. What a person resolved begins to count anew.</summary>
public static class Circles
{
    /// <summary>How many messages a thread may have before a person looks at it.</summary>
    public const int MostInThread = 12;

    /// <summary>How often two agents may take turns about one customer within <see cref="OfPair"/>, whatever thread they write in.</summary>
    public const int MostTurns = 8;

    /// <summary>A pause as long as this ends what two agents have to say to each other.</summary>
    public static readonly TimeSpan OfPair = TimeSpan.FromMinutes(10);

    private const int MostTalks = 200;
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    /// <summary>What a message in a thread, or of a task, follows from; null when it begins something.</summary>
    internal static (long Seq, long Root, int Depth)? CauseOf(CustomerState state, Event e)
    {
        if (e.Data.Text("task") is { } id && state.Tasks.FirstOrDefault(t => t.Id == id) is { } task) return (task.Event, task.Root, task.Depth);
        return Known(state, ThreadKey(e.Data.Text("thread") ?? "")) is { } talk ? (talk.Seq, talk.Root, talk.Depth) : null;
    }

    /// <summary>How far the two talks have come with this message, and why it goes no further, if it does not.</summary>
    internal static (Talk Thread, Talk Pair, string? Why) After(CustomerState state, Event e, AgentMessage message, string agent)
    {
        var thread = Next(Known(state, ThreadKey(message.Thread)), ThreadKey(message.Thread), e, message.From, turns => turns + 1);
        var known = Known(state, PairKey(message.From, agent));
        if (known is { Handoff: null } && known.At < e.Received - OfPair) known = null;
        var pair = Next(known, PairKey(message.From, agent), e, message.From, turns => known?.Last == message.From ? turns : turns + 1);
        var why = thread.Turns > MostInThread ? $"{MostInThread} messages in one thread"
            : pair.Turns > MostTurns ? $"{message.From} and {agent} took {MostTurns} turns without a pause"
            : e.Depth > Decider.MaxDepth ? $"{Decider.MaxDepth} steps, each caused by the one before"
            : null;
        return (thread, pair, why);
    }

    /// <summary>The handoff with which one of the talks was stopped before, while it is open.</summary>
    internal static string? StoppedIn(Talk thread, Talk pair) => thread.Handoff ?? pair.Handoff;

    /// <summary>The talks with those that went on; what is a day old is forgotten.</summary>
    internal static ImmutableArray<Talk> With(ImmutableArray<Talk> talks, ImmutableArray<Talk> more, DateTimeOffset now)
    {
        if (more.IsEmpty) return talks;
        var rest = talks.Where(t => t.At > now - Memory && more.All(m => m.Key != t.Key));
        return [.. rest.Concat(more).TakeLast(MostTalks)];
    }

    private static Talk Next(Talk? known, string key, Event e, string from, Func<int, int> turns) =>
        new(key, turns(known?.Turns ?? 0), from, e.Received, e.Seq, e.Root, e.Depth, known?.Handoff);

    // One that a person has dealt with is over.
    private static Talk? Known(CustomerState state, string key) =>
        state.Talks.FirstOrDefault(t => t.Key == key) is { } talk && (talk.Handoff is null || state.Handoffs.Any(h => h.Id == talk.Handoff)) ? talk : null;

    private static string ThreadKey(string thread) => "thread:" + thread;

    private static string PairKey(string one, string other) => string.CompareOrdinal(one, other) < 0 ? $"pair:{one}|{other}" : $"pair:{other}|{one}";
}
