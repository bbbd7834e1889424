using System.Globalization;
using Baton.Core.Agents;
using Baton.Engine.Agents.Trying;

namespace Baton.Web.Agents.Trying;

/// <summary>What came of trying an agent, in words.</summary>
internal static class TrialWords
{
    /// <summary>How it went, in a sentence.</summary>
    public static string Came(AgentTrial trial)
    {
        if (trial.Answer.AnswersLater) return "It took the task and answers later.";
        return trial.Answer.Status switch
        {
            ResultStatus.Success => "It answered" + Sure(trial.Answer.Confidence) + (Said(trial) is { } said ? $": {said}" : "."),
            ResultStatus.NeedsHumanReview => "It asks for a person's review" + Because(trial),
            ResultStatus.NeedsMoreInfo => "It says that something is missing" + Because(trial),
            _ => "It failed" + Because(trial),
        };
    }

    /// <summary>Time, tokens and money.</summary>
    public static string Spent(AgentTrial trial)
    {
        var parts = new List<string> { AgentWords.Time(trial.Took) };
        if (trial.Answer.Usage is { } usage)
        {
            parts.Add($"{usage.InputTokens.ToString("N0", CultureInfo.InvariantCulture)} tokens read, {usage.OutputTokens.ToString("N0", CultureInfo.InvariantCulture)} written");
            parts.Add("cost " + AgentWords.Money(usage.Cost));
        }

        return string.Join(" · ", parts);
    }

    private static string Sure(double? confidence) => confidence is { } c ? $", {AgentWords.Percent(c)} sure" : "";

    private static string Because(AgentTrial trial) => trial.Answer.Detail is { Length: > 0 } detail ? ": " + Ended(detail) : ".";

    private static string? Said(AgentTrial trial) => trial.Answer.Output is { } output ? Ended(Short(output.ToString())) : null;

    private static string Short(string text) => text.Length <= 160 ? text : string.Concat(text.AsSpan(0, 159), "…");

    private static string Ended(string text) => text.EndsWith('.') || text.EndsWith('…') || text.EndsWith('}') ? text : text + ".";
}
