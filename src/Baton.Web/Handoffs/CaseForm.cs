namespace Baton.Web.Handoffs;

/// <summary>Which form is open in a case; at most one at a time.</summary>
public enum CaseForm
{
    /// <summary>None.</summary>
    None,

    /// <summary>To whom it goes.</summary>
    Transfer,

    /// <summary>For how long it sleeps.</summary>
    Snooze,

    /// <summary>Into which other case it goes.</summary>
    Merge,

    /// <summary>A note for colleagues.</summary>
    Note,

    /// <summary>Why it is taken from a colleague.</summary>
    TakeOver,

    /// <summary>What the agent should do otherwise.</summary>
    Return,

    /// <summary>Why it is given back.</summary>
    Bounce,

    /// <summary>What of the agent's result is otherwise.</summary>
    Change,
}
