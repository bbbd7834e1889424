using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Engine.Handoffs.Context;

/// <summary>What one agent saw, answered, and how sure it was.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="At">When it answered, UTC.</param>
/// <param name="Saw">The event that it was given, in words.</param>
/// <param name="Answered">What it answered: a task's output, or what it wanted to do.</param>
/// <param name="Status">Of a task: how it went. Of an action: the verdict.</param>
/// <param name="Confidence">0 to 1, when it said so.</param>
/// <param name="Seq">The answer's place in the log.</param>
public sealed record AgentPart(string Agent, DateTimeOffset At, string? Saw, JsonElement? Answered, string? Status, double? Confidence, long Seq)
{
    /// <summary>What it answered, in a few words.</summary>
    public string Said { get; init; } = "";

    /// <summary>The task, on whose page stands exactly what the agent was sent; null for what it asked for by itself.</summary>
    public string? Task { get; init; }

    /// <summary>Whether it is something that the agent wanted to do; else it is the result of a task.</summary>
    public bool IsAction { get; init; }

    /// <summary>The parts in a chain of events, oldest first.</summary>
    public static IReadOnlyList<AgentPart> In(IReadOnlyList<LogRow> chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var rows = chain.DistinctBy(r => r.Seq).ToDictionary(r => r.Seq);
        return [.. chain.Where(r => r.Type is EventTypes.TaskFinished or EventTypes.ActionProposed).Select(r => Of(r, r.Cause is { } cause ? rows.GetValueOrDefault(cause) : null))];
    }

    private static AgentPart Of(LogRow row, LogRow? cause)
    {
        var e = row.ToEvent();
        var saw = cause is null ? null : cause.ToEvent().Text ?? cause.Sentence;
        if (row.Type == EventTypes.ActionProposed)
        {
            var proposal = ProposalJson.Read(e);
            return new(e.Actor.Name, row.Received.ToTime(), saw, e.Data, row.Verdict, null, row.Seq) { Said = "asked for " + ActionWords.Of(proposal), IsAction = true };
        }

        return new(e.Data.Text("agent") ?? e.Actor.Name, row.Received.ToTime(), saw, e.Data.Member("output"), e.Data.Text("status"), e.Data.Number("confidence"), row.Seq)
        {
            Said = SaidBy(e),
            Task = e.Data.Text("task"),
        };
    }

    private static string SaidBy(Event e)
    {
        var output = e.Data.Member("output");
        var said = output?.Text("label") ?? output?.Text("summary") ?? output?.Text("title") ?? output?.Text("text") ?? e.Data.Text("detail");
        return said is { Length: > 0 } ? said : e.Data.Text("status") switch
        {
            "failure" => "failed",
            "needs-human-review" => "asked for a review",
            "needs-more-info" => "needs more information",
            _ => "done",
        };
    }
}
