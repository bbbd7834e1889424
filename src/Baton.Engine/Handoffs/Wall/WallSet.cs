using Baton.Engine.Clocks;

namespace Baton.Engine.Handoffs.Wall;

/// <summary>A set of handoffs that a figure counts. What counts is said once, so that the list behind a number has exactly what the number counted.</summary>
public enum WallSet
{
    /// <summary>Wait for a person now.</summary>
    Waiting,

    /// <summary>Wait now, past their time.</summary>
    Late,

    /// <summary>Are with a person now.</summary>
    Claimed,

    /// <summary>Are open now but put aside: asleep until a time or an answer.</summary>
    Asleep,

    /// <summary>Were opened in the time.</summary>
    Opened,

    /// <summary>Ended in the time.</summary>
    Resolved,

    /// <summary>Should have been taken in the time, and it is known whether they were.</summary>
    Measured,

    /// <summary>Should have been taken in the time, and were by then.</summary>
    InTime,

    /// <summary>Should have been taken in the time, and were not by then.</summary>
    Missed,

    /// <summary>Ended in the time, and their customer was with people again within three days.</summary>
    Back,

    /// <summary>Were opened in the time, and a customer's message was how it began.</summary>
    FromMessages,
}

/// <summary>A time over which figures are made.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends; what is exactly then is not in it.</param>
/// <param name="Now">The moment at which one asks.</param>
public sealed record WallTime(DateTimeOffset From, DateTimeOffset To, DateTimeOffset Now)
{
    private readonly long _from = From.ToUnix();
    private readonly long _to = To.ToUnix();
    private readonly long _now = Now.ToUnix();

    /// <summary>Whether a handoff belongs to a set. <see cref="WallSet.Back"/> is about other handoffs too: <see cref="WallReturns"/> says it.</summary>
    public bool Has(WallSet set, WallCase of) => set switch
    {
        WallSet.Waiting => of.Status == HandoffRecords.Waiting,
        WallSet.Late => of.Status == HandoffRecords.Waiting && of.Due < _now,
        WallSet.Claimed => of.Status == HandoffRecords.Claimed,
        WallSet.Asleep => of.Resolved is null && of.Status is not (HandoffRecords.Waiting or HandoffRecords.Claimed),
        WallSet.Opened => IsIn(of.Opened),
        WallSet.Resolved => IsIn(of.Resolved),
        WallSet.InTime => IsIn(of.Due) && of.Taken <= of.Due,
        WallSet.Missed => IsIn(of.Due) && (of.Taken is { } taken ? taken > of.Due : of.Due < _now),
        WallSet.FromMessages => of.FromMessage && IsIn(of.Opened),
        WallSet.Measured => Has(WallSet.InTime, of) || Has(WallSet.Missed, of),
        _ => false,
    };

    private bool IsIn(long? at) => at >= _from && at < _to;
}
