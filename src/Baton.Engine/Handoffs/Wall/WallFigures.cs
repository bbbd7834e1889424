namespace Baton.Engine.Handoffs.Wall;

/// <summary>How often something is why a case came to people.</summary>
/// <param name="Name">A cause, or a rule as <c>kind:id</c>.</param>
/// <param name="Count">How many were opened in the time.</param>
public sealed record WallReason(string Name, int Count);

/// <summary>How often an agent's work ends with people.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Handoffs">Cases that came to people after it, opened in the time.</param>
/// <param name="Tasks">Tasks that it finished in the time.</param>
/// <param name="Asked">Actions that it asked for in the time.</param>
public sealed record WallAgent(string Agent, int Handoffs, long Tasks, long Asked)
{
    /// <summary>Cases given to people for every 100 tasks; for every 100 actions asked where it has no tasks; null where it did nothing.</summary>
    public double? Per100 => (Tasks > 0 ? Tasks : Asked) is > 0 and var acts ? 100.0 * Handoffs / acts : null;
}

/// <summary>Which handoffs figures are of; null leaves a filter out.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Person">E-mail of who has or ended them.</param>
/// <param name="Agent">The agent after which they came.</param>
public sealed record WallFilter(string? Queue = null, string? Person = null, string? Agent = null)
{
    /// <summary>Whether a handoff is meant.</summary>
    public bool Has(WallCase of) => (Queue is null || of.Queue == Queue) && (Person is null || of.Person == Person) && (Agent is null || of.Agent == Agent);
}

/// <summary>The desk in figures: how it stands now, and what it did in a time.</summary>
public sealed record WallFigures
{
    /// <summary>Where the time begins.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Where it ends.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>All of it.</summary>
    public required WallLine Total { get; init; }

    /// <summary>Each queue, the one with most waiting first.</summary>
    public required IReadOnlyList<WallLine> Queues { get; init; }

    /// <summary>Each person who has or ended a case, by e-mail.</summary>
    public required IReadOnlyList<WallLine> People { get; init; }

    /// <summary>Agents by how often their work ends with people.</summary>
    public required IReadOnlyList<WallAgent> Agents { get; init; }

    /// <summary>Why cases came, most often first.</summary>
    public required IReadOnlyList<WallReason> Causes { get; init; }

    /// <summary>Which rules asked for people, most often first.</summary>
    public required IReadOnlyList<WallReason> Rules { get; init; }

    /// <summary>Customers' messages that came in the time; of the whole workspace, since a message is not of a queue before it is there.</summary>
    public required long Messages { get; init; }

    /// <summary>Of those, the ones that led to a person.</summary>
    public required long ToPeople { get; init; }

    /// <summary>The share of messages handled without a person; null when none came.</summary>
    public double? Deflection => Messages == 0 ? null : Math.Max(0, 1 - ((double)ToPeople / Messages));

    /// <summary>Makes them.</summary>
    /// <param name="all">All handoffs that are open or ended since the time began.</param>
    /// <param name="filter">Of which the figures are.</param>
    /// <param name="time">Over which time.</param>
    /// <param name="work">What agents did in it.</param>
    /// <param name="messages">How many customers' messages came in it.</param>
    internal static WallFigures Of(IReadOnlyList<WallCase> all, WallFilter filter, WallTime time, IReadOnlyDictionary<string, (long Tasks, long Asked)> work, long messages)
    {
        var back = WallReturns.Of(all);
        List<WallCase> cases = [.. all.Where(filter.Has)];
        List<WallCase> opened = [.. cases.Where(c => time.Has(WallSet.Opened, c))];
        var byAgent = opened.Where(c => c.Agent is not null).CountBy(c => c.Agent!, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return new WallFigures
        {
            From = time.From,
            To = time.To,
            Total = WallLine.Of("", cases, time, back),
            Queues = [.. Lines(cases, c => c.Queue, time, back).OrderByDescending(l => l.Late).ThenByDescending(l => l.Waiting).ThenBy(l => l.Name, StringComparer.Ordinal)],
            People = [.. Lines(cases.Where(c => c.Person is not null), c => c.Person!, time, back).OrderByDescending(l => l.Claimed).ThenByDescending(l => l.Resolved).ThenBy(l => l.Name, StringComparer.Ordinal)],
            Agents = [.. work.Keys.Union(byAgent.Keys, StringComparer.Ordinal).Where(a => filter.Agent is null || a == filter.Agent).Select(a => new WallAgent(a, byAgent.GetValueOrDefault(a), work.GetValueOrDefault(a).Tasks, work.GetValueOrDefault(a).Asked))
                .OrderByDescending(a => a.Handoffs).ThenBy(a => a.Agent, StringComparer.Ordinal)],
            Causes = Reasons(opened.Select(c => c.Cause)),
            Rules = Reasons(opened.Select(c => c.Rule).OfType<string>()),
            Messages = messages,
            ToPeople = all.Where(c => c.FromMessage && time.Has(WallSet.Opened, c)).Select(c => c.Root).Distinct().LongCount(),
        };
    }

    private static IEnumerable<WallLine> Lines(IEnumerable<WallCase> cases, Func<WallCase, string> by, WallTime time, IReadOnlySet<string> back) =>
        cases.GroupBy(by, StringComparer.Ordinal).Select(g => WallLine.Of(g.Key, [.. g], time, back));

    private static IReadOnlyList<WallReason> Reasons(IEnumerable<string> names) =>
        [.. names.CountBy(n => n, StringComparer.Ordinal).Select(g => new WallReason(g.Key, g.Value)).OrderByDescending(r => r.Count).ThenBy(r => r.Name, StringComparer.Ordinal)];
}
