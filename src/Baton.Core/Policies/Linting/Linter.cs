using System.Collections.Immutable;
using System.Text.Json;

namespace Baton.Core.Policies.Linting;

/// <summary>
/// Reads a policy as a careful colleague would: what can never happen, what contradicts, what is out of reach, what names things that there are
/// not. It says how it knows, shows a case, and offers a change where one is clear.
/// </summary>
public static class Linter
{
    /// <summary>Looks at a document as it is being written; one that cannot be read is told its faults.</summary>
    public static IReadOnlyList<LintFinding> Lint(JsonElement document, World world)
    {
        var faults = new List<Fault>();
        return PolicyReader.Read(document, 0, faults) is { } policy ? Lint(policy, world) : [.. faults.Select(f => FaultLint.Of(f, document))];
    }

    /// <summary>Looks at a policy: errors first, then warnings, then hints, each in the order of the document.</summary>
    public static IReadOnlyList<LintFinding> Lint(Policy policy, World world) => [.. Run(policy, world).Findings.OrderByDescending(f => f.Kind.Severity)];

    /// <summary>All the looking, with what it cost.</summary>
    internal static LintRun Run(Policy policy, World world)
    {
        var run = new LintRun(policy, world);
        TargetLint.Look(run);
        FieldLint.Look(run);
        TruthLint.Look(run);
        DuplicateLint.Look(run);
        RoutingLint.Look(run);
        StrictnessLint.Look(run);
        FrequencyLint.Look(run);
        QuietHoursLint.Look(run);
        DepartmentLint.Look(run);
        ConsentLint.Look(run);
        ActivityLint.Look(run);
        foreach (var (what, times) in run.LeftOut)
        {
            run.Add(new LintFinding(LintKind.Incomplete, "", $"There was too much to compare; left out {times} times: {what}.", LintGrounds.Reasoning));
        }

        return run;
    }

    /// <summary>What keeps a policy from being published: what it names and there is not.</summary>
    public static IReadOnlyList<Fault> Refusals(Policy policy, World world)
    {
        var run = new LintRun(policy, world);
        TargetLint.Look(run);
        return [.. run.Findings.Where(f => f.Kind.Severity == LintSeverity.Error).Select(f => new Fault(f.Pointer, f.Sentence))];
    }
}
