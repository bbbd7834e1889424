using System.Globalization;
using Baton.Engine.Handoffs.Context;
using Baton.Engine.Storage.Rows;
using Baton.Web.Frame.Look;

namespace Baton.Web.Handoffs;

/// <summary>What one agent saw and answered on the way to this case, as the page shows it.</summary>
/// <param name="Part">What it did.</param>
public sealed record AgentFinding(AgentPart Part)
{
    /// <summary>Its place in the log.</summary>
    public long Seq => Part.Seq;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At => Part.At;

    /// <summary>The agent.</summary>
    public string Agent => Part.Agent;

    /// <summary>What it answered, in a few words.</summary>
    public string Answer => Part.Said;

    /// <summary>0 to 1; null when the agent did not say.</summary>
    public double? Confidence => Part.Confidence;

    /// <summary>The verdict on what it asked for; failure for a task that failed.</summary>
    public MarkKind? Mark => Part.IsAction ? ActionStanding.Of(Part.Status).Mark : Part.Status == "failure" ? MarkKind.Failure : null;

    /// <summary>The confidence as people read it: "92 %".</summary>
    public string? Sure => Confidence is { } share ? (share * 100).ToString("0", CultureInfo.InvariantCulture) + " %" : null;

    /// <summary>Where exactly what it was sent and answered is shown: its task's page, else the timeline.</summary>
    public string Href => Part.Task is { } task ? $"/tasks/{Uri.EscapeDataString(task)}" : $"/timeline?seq={Seq}";

    /// <summary>The findings in a chain of events, oldest first.</summary>
    public static IReadOnlyList<AgentFinding> In(IReadOnlyList<LogRow> chain) => [.. AgentPart.In(chain).Select(part => new AgentFinding(part))];

    /// <summary>What agents found lately about the customer, where the chain itself holds nothing.</summary>
    public static IReadOnlyList<AgentFinding> Lately(IReadOnlyList<LogRow> log, int most) => [.. In(log).TakeLast(most)];
}
