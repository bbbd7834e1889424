namespace Baton.Core.Arbitration;

/// <summary>Verdicts and kinds of rules as they are written in JSON and said in sentences.</summary>
public static class VerdictWords
{
    /// <summary>As in JSON: <c>allow</c>, <c>delay</c>, <c>suppress</c>, <c>escalate</c>.</summary>
    public static string Name(this Verdict verdict) => verdict switch
    {
        Verdict.Allow => "allow",
        Verdict.Delay => "delay",
        Verdict.Escalate => "escalate",
        _ => "suppress",
    };

    /// <summary>Reads what <see cref="Name(Verdict)"/> wrote.</summary>
    public static Verdict? Parse(string? name) => name switch
    {
        "allow" => Verdict.Allow,
        "delay" => Verdict.Delay,
        "escalate" => Verdict.Escalate,
        "suppress" => Verdict.Suppress,
        _ => null,
    };

    /// <summary>As in JSON: <c>cooldown</c>, <c>quietHours</c>, …</summary>
    public static string Name(this RuleKind kind) => kind switch
    {
        RuleKind.Permission => "permission",
        RuleKind.Consent => "consent",
        RuleKind.Ownership => "handoff",
        RuleKind.Hold => "hold",
        RuleKind.Guardrail => "guardrail",
        RuleKind.Approval => "approval",
        RuleKind.QuietHours => "quietHours",
        RuleKind.Cooldown => "cooldown",
        RuleKind.Cap => "cap",
        RuleKind.Precedence => "precedence",
        RuleKind.Loop => "loop",
        RuleKind.Triage => "triage",
        _ => "routing",
    };
}
