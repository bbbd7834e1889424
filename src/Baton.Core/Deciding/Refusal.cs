namespace Baton.Core.Deciding;

/// <summary>Why an input changes nothing.</summary>
public enum RefusalKind
{
    /// <summary>There is no such thing, or no longer.</summary>
    Gone,

    /// <summary>Somebody else has it.</summary>
    Taken,

    /// <summary>It is so already.</summary>
    Already,

    /// <summary>It has changed since the caller looked.</summary>
    Stale,

    /// <summary>Only who owns the customer's case may do it.</summary>
    NotTheirs,

    /// <summary>A person has the customer's case.</summary>
    HumanOwns,

    /// <summary>The permit ran out.</summary>
    Expired,
}

/// <summary>An input that changes nothing, with the reason for people.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Detail">In one sentence.</param>
/// <param name="Owner">Who has it, when somebody else does.</param>
public sealed record Refusal(RefusalKind Kind, string Detail, string? Owner = null);
