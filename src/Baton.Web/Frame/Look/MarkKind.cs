using Baton.Core.Arbitration;

namespace Baton.Web.Frame.Look;

/// <summary>What a <see cref="VerdictMark"/> can say. The four verdicts, and failure, which is for faults only.</summary>
public enum MarkKind
{
    Allow,
    Delay,
    Suppress,
    Escalate,
    Failure,
}

/// <summary>From the core's verdicts to their marks.</summary>
public static class Marks
{
    public static MarkKind Mark(this Verdict verdict) => verdict switch
    {
        Verdict.Allow => MarkKind.Allow,
        Verdict.Delay => MarkKind.Delay,
        Verdict.Escalate => MarkKind.Escalate,
        _ => MarkKind.Suppress,
    };
}
