using Baton.Core.Agents;
using Baton.Core.Timeline;

namespace Baton.Core.Policies;

/// <summary>Within what time a person should have taken a handoff.</summary>
/// <param name="Urgent">An urgent one.</param>
/// <param name="High">One of high priority.</param>
/// <param name="Normal">A usual one.</param>
/// <param name="Low">One that is not pressing.</param>
public sealed record DueTimes(TimeSpan Urgent, TimeSpan High, TimeSpan Normal, TimeSpan Low)
{
    /// <summary>What holds when a policy does not say otherwise.</summary>
    public static DueTimes Usual { get; } = new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1));

    /// <summary>The time for a priority.</summary>
    public TimeSpan Of(Priority priority) => priority switch
    {
        Priority.Urgent => Urgent,
        Priority.High => High,
        Priority.Normal => Normal,
        _ => Low,
    };

    /// <summary>As one plain sentence.</summary>
    public string Sentence => $"A person should take an urgent handoff within {Spans.Of(Urgent)}, one of high priority within {Spans.Of(High)}, a usual one within {Spans.Of(Normal)}, any other within {Spans.Of(Low)}.";
}
