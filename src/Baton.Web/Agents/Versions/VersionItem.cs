using Baton.Core.Agents.Experiments;
using Baton.Engine.Agents.Experiments;
using Baton.Web.Agents.Defining;

namespace Baton.Web.Agents.Versions;

/// <summary>A version of an agent.</summary>
/// <param name="Version">Counts the agent's definitions, from 1.</param>
/// <param name="Made">When.</param>
/// <param name="By">Who made it.</param>
/// <param name="Note">Why.</param>
/// <param name="InForce">Whether it gets the work, but for what another one is tried on.</param>
/// <param name="Tried">Whether it is tried on a share of the customers.</param>
/// <param name="Definition">What it is.</param>
internal sealed record VersionItem(int Version, DateTimeOffset Made, string By, string? Note, bool InForce, bool Tried, AgentItem Definition)
{
    public static VersionItem Of(AgentVersion version) =>
        new(version.Definition.Version, version.Made, version.Author, version.Note, version.IsInForce, version.IsTried, AgentItem.Of(version.Definition));
}

/// <summary>A trial under way.</summary>
/// <param name="Version">The version that is tried.</param>
/// <param name="Share">Percent of customers whose work it gets.</param>
/// <param name="Since">When it began.</param>
/// <param name="Verdict"><c>tooEarly</c>, <c>noClearDifference</c>, <c>better</c>, <c>worse</c> or <c>mixed</c>.</param>
/// <param name="Sentence">The same in plain words.</param>
/// <param name="InForce">How the version in force did since the trial began.</param>
/// <param name="Tried">How the version that is tried did.</param>
/// <param name="Differences">Tried minus in force, each with the interval in which the true difference lies 95 times of 100.</param>
internal sealed record ExperimentItem(int Version, int Share, DateTimeOffset Since, string Verdict, string Sentence, FiguresItem InForce, FiguresItem Tried, DifferencesItem Differences)
{
    public static ExperimentItem Of(ExperimentReport report)
    {
        var (experiment, comparison) = (report.Experiment, report.Comparison);
        return new ExperimentItem(experiment.Candidate.Version, experiment.Share, experiment.Begun, System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(comparison.Verdict.ToString()), comparison.Sentence,
            FiguresItem.Of(comparison.Current), FiguresItem.Of(comparison.Candidate), new DifferencesItem(comparison.Success, comparison.ToPerson, comparison.Confidence, comparison.Cost, comparison.TookMs));
    }
}

/// <summary>How one version did.</summary>
/// <param name="Tasks">Finished tasks.</param>
/// <param name="Success">The share with success, 0 to 1.</param>
/// <param name="ToPeople">The share given to people, 0 to 1.</param>
/// <param name="Confidence">On average, 0 to 1.</param>
/// <param name="Cost">Money a task.</param>
/// <param name="TookMs">Milliseconds a task.</param>
internal sealed record FiguresItem(int Tasks, double? Success, double? ToPeople, double? Confidence, double? Cost, double? TookMs)
{
    public static FiguresItem Of(VersionFigures f) => new(f.Tasks, Share(f.Succeeded, f.Tasks), Share(f.ToPerson, f.Tasks), Mean(f.Confidence), Mean(f.Cost), Mean(f.TookMs));

    private static double? Share(int part, int of) => of == 0 ? null : (double)part / of;

    private static double? Mean(Average average) => average.Count == 0 ? null : average.Mean;
}

/// <summary>Differences between two versions; null where too little is known.</summary>
internal sealed record DifferencesItem(Difference? Success, Difference? ToPeople, Difference? Confidence, Difference? Cost, Difference? TookMs);

/// <summary>What is tried.</summary>
/// <param name="Version">A former version, by its number.</param>
/// <param name="Definition">Or a definition, as for PUT of an agent.</param>
/// <param name="Share">Percent of customers, 1 to 99.</param>
/// <param name="Note">Why.</param>
internal sealed record ExperimentRequest(int? Version, AgentRequest? Definition, int Share, string? Note);

/// <summary>Another share.</summary>
/// <param name="Share">Percent of customers, 1 to 99.</param>
internal sealed record ExperimentShareRequest(int Share);
