namespace Baton.Core.Policies;

/// <summary>What became of one thing from one policy to another.</summary>
public enum PolicyChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It says something else, or decides in another way.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Removed,
}

/// <summary>One difference between two policies, in plain sentences.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Subject">What it is about: a rule as <c>kind:id</c>, or <c>departments</c>, <c>precedence</c>, <c>consent</c>, <c>routing order</c>.</param>
/// <param name="Before">What was said before; null when it is new.</param>
/// <param name="After">What is said now; null when it is gone.</param>
public sealed record PolicyChange(PolicyChangeKind Kind, string Subject, string? Before, string? After);
