namespace Baton.Core.Arbitration;

/// <summary>Baton's answer to a proposed action, from the mildest to the strictest.</summary>
public enum Verdict
{
    /// <summary>Do it now.</summary>
    Allow,

    /// <summary>Not before a time; then it is decided again.</summary>
    Delay,

    /// <summary>A person must say.</summary>
    Escalate,

    /// <summary>Don't.</summary>
    Suppress,
}

/// <summary>The kinds of rules that judge an action, in the order of judgement.</summary>
public enum RuleKind
{
    /// <summary>What the agent may do at all.</summary>
    Permission,

    /// <summary>What the customer agreed to.</summary>
    Consent,

    /// <summary>A person owns a handoff of the customer.</summary>
    Ownership,

    /// <summary>A hold while something is the case.</summary>
    Hold,

    /// <summary>A guardrail on what is said or done.</summary>
    Guardrail,

    /// <summary>An approval by a person.</summary>
    Approval,

    /// <summary>Quiet hours.</summary>
    QuietHours,

    /// <summary>A cooldown after an event.</summary>
    Cooldown,

    /// <summary>A cap on how often.</summary>
    Cap,

    /// <summary>Competition between departments.</summary>
    Precedence,

    /// <summary>A routing rule; routes events, never judges actions.</summary>
    Routing,

    /// <summary>A limit on how often work is given; stops an agent before it is called, never judges actions.</summary>
    Loop,

    /// <summary>How urgent a handoff is and who gets it; never judges actions.</summary>
    Triage,
}
