using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Baton.Web.Events;

namespace Baton.Web.Agents;

/// <summary>All that is known of a task.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Agent">The agent that it was given to.</param>
/// <param name="Customer">The customer's id; null when it is about none.</param>
/// <param name="Status"><c>queued</c>, <c>leased</c>, <c>done</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Priority"><c>low</c>, <c>normal</c>, <c>high</c> or <c>urgent</c>.</param>
/// <param name="Created">When it was given.</param>
/// <param name="Event">The event that it is about; null when the log has lost it.</param>
/// <param name="Inside">Whether its agent runs inside Baton, so that nothing left Baton.</param>
/// <param name="Sent">Exactly what was sent to its agent, without values of credentials; null when nothing was.</param>
/// <param name="Result">What came of it; null while nothing did.</param>
/// <param name="Tries">The tries made for the same event, this one included, and those of agents that it fell back to; oldest first.</param>
/// <param name="Tools">Events of tools that it used, oldest first.</param>
/// <param name="Actions">Events of what it asked to do, oldest first.</param>
/// <param name="Handoffs">Ids of the cases that came of it.</param>
internal sealed record TaskAnswer(string Id, string Agent, string? Customer, string Status, string Priority, DateTimeOffset Created, JsonObject? Event, bool Inside, JsonElement? Sent, TaskOutcome? Result, IReadOnlyList<TryItem> Tries, IReadOnlyList<JsonObject> Tools, IReadOnlyList<JsonObject> Actions, IReadOnlyList<string> Handoffs)
{
    public static TaskAnswer Of(TaskStory story) => new(
        story.Task.Id,
        story.Task.Agent,
        story.Task.Customer,
        story.Task.Status,
        ((Core.Agents.Priority)story.Task.Priority).ToString().ToLowerInvariant(),
        story.Task.Created.ToTime(),
        story.About is { } about ? StoredEvent.Bare(about) : null,
        story.IsInside,
        story.Sent,
        story.Result is { } result ? TaskOutcome.Of(result) : null,
        [.. story.Tries.Select(task => TryItem.Of(task, story.Tries))],
        [.. story.Uses.Select(StoredEvent.Whole)],
        [.. story.Actions.Select(StoredEvent.Whole)],
        [.. story.Handoffs.Select(h => h.Id)]);
}

/// <summary>What came of a task.</summary>
/// <param name="Seq">Its place in the log.</param>
/// <param name="Status"><c>success</c>, <c>failure</c>, <c>needs-human-review</c> or <c>needs-more-info</c>.</param>
/// <param name="Output">What came out.</param>
/// <param name="Confidence">0 to 1; null when the agent did not say.</param>
/// <param name="Detail">A remark, what went wrong, or how the answer broke its contract.</param>
/// <param name="Usage">What it cost.</param>
/// <param name="DurationMs">How long the agent worked, in milliseconds.</param>
/// <param name="Decided">What Baton made of it, in one sentence.</param>
internal sealed record TaskOutcome(long Seq, string Status, JsonElement? Output, double? Confidence, string? Detail, JsonElement? Usage, double? DurationMs, string? Decided)
{
    public static TaskOutcome Of(LogRow row)
    {
        var data = row.ToEvent().Data;
        return new(row.Seq, data.Text("status") ?? "", data.Member("output"), data.Number("confidence"), data.Text("detail"), data.Member("usage"), data.Number("durationMs"), row.Sentence);
    }
}

/// <summary>One try.</summary>
/// <param name="Task">The task's id.</param>
/// <param name="Agent">Its agent.</param>
/// <param name="Status">How it stands: as a result says once there is one.</param>
/// <param name="Attempt">1 for an agent's first.</param>
/// <param name="Started">When it was begun.</param>
/// <param name="Finished">When it ended.</param>
/// <param name="Cost">What it cost, in the workspace's currency.</param>
internal sealed record TryItem(string Task, string Agent, string Status, int Attempt, DateTimeOffset? Started, DateTimeOffset? Finished, double? Cost)
{
    public static TryItem Of(TaskRow row, IReadOnlyList<TaskRow> tries) => new(row.Id, row.Agent, row.ResultStatus ?? row.Status, TaskWords.Attempt(row, tries), row.Started.ToTime(), row.Finished.ToTime(), row.Cost);
}
