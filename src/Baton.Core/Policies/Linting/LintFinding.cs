using System.Collections.Immutable;
using Baton.Core.Conditions;

namespace Baton.Core.Policies.Linting;

/// <summary>How a finding was come by.</summary>
public enum LintGrounds
{
    /// <summary>By reading the document.</summary>
    Document,

    /// <summary>By reasoning about the conditions: it holds of all facts there can be.</summary>
    Reasoning,

    /// <summary>By what was recorded: it held of all that was looked at.</summary>
    Recorded,

    /// <summary>By looking up what the policy names.</summary>
    Lookup,
}

/// <summary>One thing worth knowing about a policy.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Pointer">Where, as a JSON pointer.</param>
/// <param name="Sentence">What it is, in one sentence.</param>
/// <param name="Grounds">How it was come by.</param>
public sealed record LintFinding(LintKind Kind, string Pointer, string Sentence, LintGrounds Grounds)
{
    /// <summary>The rules it is about, as <c>kind:id</c>, the one to change first.</summary>
    public ImmutableArray<string> Rules { get; init; } = [];

    /// <summary>A case that shows it, when one does.</summary>
    public LintExample? Example { get; init; }

    /// <summary>What could be done about it, when that is clear.</summary>
    public LintFix? Fix { get; init; }
}

/// <summary>A case that shows a finding.</summary>
/// <param name="Sentence">It in words.</param>
/// <param name="Facts">It as facts, to try the policy on.</param>
/// <param name="IsRecorded">Whether it really happened.</param>
public sealed record LintExample(string Sentence, Facts Facts, bool IsRecorded);

/// <summary>A change that answers a finding.</summary>
/// <param name="Description">What it does, as on a button: <c>Turn the rule off</c>.</param>
/// <param name="Edits">The change of the document.</param>
public sealed record LintFix(string Description, ImmutableArray<DocumentEdit> Edits);
