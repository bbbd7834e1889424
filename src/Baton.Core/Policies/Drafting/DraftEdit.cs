using System.Text.Json.Nodes;
using Baton.Core.Arbitration;

namespace Baton.Core.Policies.Drafting;

/// <summary>
/// One change that somebody made to a draft. It carries what its author saw, so that a change which somebody else made meanwhile is noticed,
/// and kept as well wherever the two can stand together.
/// </summary>
public abstract record DraftEdit;

/// <summary>A rule says something else, or is new.</summary>
/// <param name="Kind">In which list it stands.</param>
/// <param name="Rule">The rule as it shall be.</param>
/// <param name="Basis">The rule as its author saw it; null when it is new.</param>
/// <param name="At">Where a new rule goes, from 0; null puts it at the end.</param>
public sealed record PutRule(RuleKind Kind, JsonObject Rule, JsonObject? Basis = null, int? At = null) : DraftEdit;

/// <summary>A rule is taken out.</summary>
/// <param name="Kind">In which list it stands.</param>
/// <param name="Basis">The rule as its author saw it.</param>
public sealed record RemoveRule(RuleKind Kind, JsonObject Basis) : DraftEdit;

/// <summary>A rule stands elsewhere in its list. It says nothing of the others, so that it stands beside every other change.</summary>
/// <param name="Kind">In which list it stands.</param>
/// <param name="Id">The rule.</param>
/// <param name="Before">The rule that comes after it from now on; null moves it to the end.</param>
public sealed record MoveRule(RuleKind Kind, string Id, string? Before) : DraftEdit;

/// <summary>A member of the document that is no list of rules: <c>departments</c>, <c>precedence</c>, <c>consent</c>, <c>handoffs</c>.</summary>
/// <param name="Member">Its name.</param>
/// <param name="Value">What it shall be; null takes it out.</param>
/// <param name="Basis">What its author saw; null when it was not there.</param>
public sealed record SetMember(string Member, JsonNode? Value, JsonNode? Basis) : DraftEdit;

/// <summary>The whole document is another one, as by an import.</summary>
/// <param name="Document">The document as it shall be.</param>
/// <param name="Basis">The document as its author saw it.</param>
public sealed record ReplaceAll(string Document, string Basis) : DraftEdit;
