using System.Globalization;
using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Messages;
using Baton.Core.Policies;
using Baton.Core.Routing;
using Baton.Core.Timeline;

namespace Baton.Core.Deciding;

/// <summary>
/// Results of tasks: a sure success goes on by the routing rules; an unsure one goes to the agent's senior, then to a person; a failure is tried again, then falls back, then goes to a person.
/// Tries are decided here and not where agents are called, so that they survive a crash, are spread over nodes, and stand in the log with their reason.
/// </summary>
internal static class TaskDecisions
{
    public static Decision Decide(CustomerState state, Event e, WorkspaceConfig config)
    {
        var task = state.Tasks.First(t => t.Id == e.Data.Text("task"));
        task = task with { Version = (int)(e.Data.Number("version") ?? task.Version) };
        var agent = config.Agent(task.Agent, task.Version);
        var confidence = e.Data.Number("confidence");
        var detail = Remarks.Of(e, "detail");
        if (TaskResultJson.BreachOf(e, ContractSide.Input) is { } fault)
            return ToPerson(state, e, config, agent, HandoffCause.Uninterpretable, $"What {task.Agent} would be given breaks its contract", $"{task.Agent} was not given its task, since the input breaks its contract{Remarks.Of(fault)}.");
        return e.Data.Text("status") switch
        {
            "success" when confidence < agent?.MinConfidence =>
                Upward(state, e, task, config, agent, HandoffCause.LowConfidence, $"{task.Agent} is only {Percent(confidence)} sure ({Summary(e)})", $"{task.Agent} is {Percent(confidence)} sure; at least {Percent(agent!.MinConfidence)} is wanted."),
            "success" => Onward(state, e, config, $"{task.Agent} is done ({Summary(e)})."),
            "needs-human-review" => Upward(state, e, task, config, agent, HandoffCause.NeedsReview, $"{task.Agent} asks for a review ({Summary(e)})", $"{task.Agent} asks for a person's review{detail}."),
            "needs-more-info" => ToPerson(state, e, config, agent, HandoffCause.NeedsInfo, $"{task.Agent} lacks something{detail}", $"{task.Agent} needs more information{detail}."),
            _ => Failed(state, e, task, agent, config, detail),
        };
    }

    /// <summary>A new task for an agent, about an event.</summary>
    public static TaskGiven Give(CustomerState state, Event e, string agent, Priority priority, WorkspaceConfig config) =>
        new(new OpenTask(TaskId.Of(e.Seq, state.Id), agent, e.Seq, e.Root, e.Depth, 1, priority, e.Received) { Version = config.VersionFor(agent, state.Id) }, e.Received);

    /// <summary>Lets a result go on as the routing rules say.</summary>
    public static Decision Onward(CustomerState state, Event e, WorkspaceConfig config, string sentence)
    {
        if (MessageDecisions.IsAnswer(state, e)) return new Decision { Sentence = sentence };
        var (found, would) = Router.Find(e, state, config, e.Received);
        if (found is null) return new Decision { Sentence = sentence, Would = would };
        var routed = EventDecisions.Routed(state, e, found, config);
        return routed with { Sentence = $"{sentence} {routed.Sentence}", Would = would };
    }

    private static Decision Failed(CustomerState state, Event e, OpenTask task, AgentDefinition? agent, WorkspaceConfig config, string detail)
    {
        var (isUnasked, isFinal) = (e.Data.Flag("unasked") is true, e.Data.Flag("final") is true);
        if (!isFinal && !isUnasked && task.Attempt < (agent?.MaxAttempts ?? 3))
        {
            var wait = RetryWaits.After(task.Key, task.Attempt, agent?.Limits, Asked(e));
            var again = task with { Id = TaskId.Of(e.Seq, state.Id), Attempt = task.Attempt + 1 };
            return new Decision { Sentence = $"{task.Agent} failed{detail}. Try {again.Attempt} in {Seconds(wait)} s.", Tasks = [new TaskGiven(again, e.Received + wait)] };
        }

        var failed = isUnasked ? $"{task.Agent} was not asked{detail}." : isFinal ? $"{task.Agent} failed{detail}. Another try is of no use." : $"{task.Agent} failed {task.Attempt} times{detail}.";
        if (config.Agent(agent?.Fallback) is { } fallback && AgentChains.MayGo(task.Agent, fallback.Name, config.Agents))
        {
            var instead = task with { Id = TaskId.Of(e.Seq, state.Id), Agent = fallback.Name, Version = config.VersionFor(fallback.Name, state.Id), Attempt = 1 };
            return new Decision { Sentence = $"{failed} {fallback.Name} takes over.", Tasks = [new TaskGiven(instead, e.Received)] };
        }

        return ToPerson(state, e, config, agent, HandoffCause.AgentFailed, $"{task.Agent} could not do its task", failed);
    }

    // The senior's task is about the result itself: it sees what was done, and how sure of it its author was.
    private static Decision Upward(CustomerState state, Event e, OpenTask task, WorkspaceConfig config, AgentDefinition? agent, HandoffCause cause, string title, string reason) =>
        config.Agent(agent?.Senior) is { Paused: false } senior && e.Depth <= Decider.MaxDepth && AgentChains.MayGo(task.Agent, senior.Name, config.Agents)
            ? new Decision { Sentence = $"{reason} {senior.Name} looks at it before a person does.", Tasks = [Give(state, e, senior.Name, task.Priority, config)] }
            : ToPerson(state, e, config, agent, cause, title, reason);

    private static TimeSpan? Asked(Event e) => e.Data.Number("retryAfterMs") is { } ms and > 0 ? TimeSpan.FromMilliseconds(Math.Min(ms, TimeSpan.FromDays(1).TotalMilliseconds)) : null;

    private static string Seconds(TimeSpan wait) => wait.TotalSeconds.ToString(wait < TimeSpan.FromSeconds(10) ? "0.#" : "0", CultureInfo.InvariantCulture);

    private static Decision ToPerson(CustomerState state, Event e, WorkspaceConfig config, AgentDefinition? agent, HandoffCause cause, string title, string reason) => new()
    {
        Sentence = reason + " A person is asked.",
        Handoffs = [HandoffNotes.Open(state, e, config, cause, agent?.Queue ?? "general", title, reason, held: e.Data)],
    };

    // Rounded down, or 29.9% would be said to fall short of 30% as "30%".
    private static string Percent(double? share) => Math.Floor(Math.Round((share ?? 0) * 100, 6)).ToString("0", CultureInfo.InvariantCulture) + "%";

    private static string Summary(Event e)
    {
        if (e.Data.Member("output") is not { } output) return "without output";
        var words = output.Text("summary") ?? output.Text("label") ?? output.Text("text") ?? "with a result";
        return words.Length <= 80 ? words : words[..79] + "…";
    }
}
