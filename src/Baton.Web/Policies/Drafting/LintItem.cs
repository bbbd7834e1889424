using Baton.Core.Policies.Linting;

namespace Baton.Web.Policies.Drafting;

/// <summary>Something worth knowing about a policy.</summary>
/// <param name="Code">Its kind, stable, for programs.</param>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>hint</c>.</param>
/// <param name="Pointer">Where in the document, as a JSON pointer.</param>
/// <param name="Rules">The rules it is about, as <c>kind:id</c>, the one to change first.</param>
/// <param name="Detail">What it is, in one sentence.</param>
/// <param name="Grounds">How it is known: <c>document</c>, <c>reasoning</c>, <c>recorded</c> or <c>lookup</c>.</param>
/// <param name="Example">A case that shows it.</param>
/// <param name="Fix">A change that answers it.</param>
internal sealed record LintItem(string Code, string Severity, string Pointer, IReadOnlyList<string> Rules, string Detail, string Grounds, string? Example, LintFixItem? Fix)
{
    public static LintItem Of(LintFinding finding) => new(
        finding.Kind.Code, Word(finding.Kind.Severity), finding.Pointer, finding.Rules, finding.Sentence, Word(finding.Grounds), finding.Example?.Sentence,
        finding.Fix is { } fix ? new LintFixItem(fix.Description, [.. fix.Edits.Select(edit => new EditItem(edit.Op, edit.Path, edit.From, edit.Value))]) : null);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <summary>A change that answers a finding.</summary>
/// <param name="Description">What it does.</param>
/// <param name="Edits">The change, as JSON Patch (RFC 6902).</param>
internal sealed record LintFixItem(string Description, IReadOnlyList<EditItem> Edits);

/// <summary>One operation of JSON Patch.</summary>
internal sealed record EditItem(string Op, string Path, string? From, System.Text.Json.JsonElement? Value);
