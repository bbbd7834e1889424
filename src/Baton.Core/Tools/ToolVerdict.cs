using Baton.Core.Agents;

namespace Baton.Core.Tools;

/// <summary>Why a use of a tool was denied, for programs.</summary>
public enum ToolDenial
{
    /// <summary>The agent is paused.</summary>
    Paused,

    /// <summary>There is no such tool.</summary>
    Unknown,

    /// <summary>The agent was not granted it.</summary>
    NotGranted,

    /// <summary>The agent was granted to read only, and the tool changes something.</summary>
    ReadOnly,

    /// <summary>The condition of the grant does not hold.</summary>
    Condition,

    /// <summary>The arguments are too large.</summary>
    TooLarge,

    /// <summary>The arguments are not as the tool's schema says.</summary>
    Arguments,

    /// <summary>The agent used it as often as it may.</summary>
    Rate,
}

/// <summary>Whether a use of a tool may go ahead.</summary>
/// <param name="Grant">The grant that lets it; null when it is denied.</param>
/// <param name="Denial">Why it is denied, for programs; null when it is not.</param>
/// <param name="Because">Why it is denied, as it stands after "reply may not use refund-lookup: "; null when it is not.</param>
public sealed record ToolVerdict(ToolGrant? Grant, ToolDenial? Denial = null, string? Because = null)
{
    /// <summary>Whether it may go ahead.</summary>
    public bool IsAllowed => Denial is null;

    /// <summary>The denial in one sentence.</summary>
    public string SayFor(string agent, string tool) => $"{agent} may not use {tool}: {Because}.";
}
