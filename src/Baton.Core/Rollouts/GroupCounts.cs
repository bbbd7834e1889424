using Baton.Core.Arbitration;

namespace Baton.Core.Rollouts;

/// <summary>Verdicts on the actions that were asked for one group of customers, each action counted once, when it was asked.</summary>
/// <param name="Allow">Allowed.</param>
/// <param name="Delay">Delayed.</param>
/// <param name="Suppress">Suppressed.</param>
/// <param name="Escalate">Given to a person.</param>
public sealed record GroupCounts(long Allow, long Delay, long Suppress, long Escalate)
{
    /// <summary>Nothing was decided.</summary>
    public static GroupCounts None { get; } = new(0, 0, 0, 0);

    /// <summary>All of them.</summary>
    public long Decisions => Allow + Delay + Suppress + Escalate;

    /// <summary>Those that a limit is about: suppressed or given to a person.</summary>
    public long Stopped => Suppress + Escalate;

    /// <summary>Their share, 0 to 1; null when nothing was decided.</summary>
    public double? Rate => Decisions == 0 ? null : (double)Stopped / Decisions;

    /// <summary>With more of one verdict.</summary>
    public GroupCounts With(Verdict verdict, long more) => verdict switch
    {
        Verdict.Allow => this with { Allow = Allow + more },
        Verdict.Delay => this with { Delay = Delay + more },
        Verdict.Suppress => this with { Suppress = Suppress + more },
        _ => this with { Escalate = Escalate + more },
    };
}
