using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Core.Agents;

/// <summary>A task that was given to an agent and is not finished.</summary>
/// <param name="Id">Begins with the customer's id, so that the lane is found without a look-up.</param>
/// <param name="Agent">The agent who has it.</param>
/// <param name="Event">The place in the log of the event it is about.</param>
/// <param name="Root">The event with which the chain began.</param>
/// <param name="Depth">How many causes lie between its event and the root.</param>
/// <param name="Attempt">1 for the first try.</param>
/// <param name="Priority">How urgent it is.</param>
/// <param name="Given">When it was given, UTC.</param>
public sealed record OpenTask(string Id, string Agent, long Event, long Root, int Depth, int Attempt, Priority Priority, DateTimeOffset Given)
{
    /// <summary>The id of the first try, which is the same for every further try and for the fallbacks that take over: whatever a piece of work causes outside is known by it.</summary>
    [JsonIgnore]
    public string Key => TaskId.FirstOf(Id, Event);

    /// <summary>The version of its agent that gets it; 0 for the one in force when it is begun. A further try has the version of the first.</summary>
    public int Version { get; init; }
}

/// <summary>How urgent a piece of work is.</summary>
public enum Priority
{
    /// <summary>When nothing else is there.</summary>
    Low,

    /// <summary>As usual.</summary>
    Normal,

    /// <summary>Before the usual.</summary>
    High,

    /// <summary>At once.</summary>
    Urgent,
}

/// <summary>What an agent says of its task when it is done with it.</summary>
public enum ResultStatus
{
    /// <summary>It is done.</summary>
    Success,

    /// <summary>It could not be done; Baton tries again or hands it on.</summary>
    Failure,

    /// <summary>A person should look at it.</summary>
    NeedsHumanReview,

    /// <summary>Something is missing.</summary>
    NeedsMoreInfo,
}

/// <summary>The result of a task as the log keeps it, in the payload of <c>baton.task.finished</c>.</summary>
/// <param name="Task">The task's id.</param>
/// <param name="Agent">The agent who did it.</param>
/// <param name="Status">How it went.</param>
/// <param name="Output">What came out.</param>
/// <param name="Confidence">0 to 1; null when the agent does not say.</param>
/// <param name="Detail">What went wrong, or a remark.</param>
/// <param name="Usage">What it cost.</param>
/// <param name="DurationMs">How long the agent worked, in milliseconds.</param>
public sealed record TaskResult(string Task, string Agent, ResultStatus Status, JsonElement? Output = null, double? Confidence = null, string? Detail = null, Usage? Usage = null, double? DurationMs = null)
{
    /// <summary>The version of the agent that did it; 0 when nobody knows, as of agents that run elsewhere.</summary>
    public int Version { get; init; }

    /// <summary>Exactly what was sent to the agent; null when nothing left Baton.</summary>
    public JsonElement? Sent { get; init; }

    /// <summary>How the agent's contract was broken, when it was.</summary>
    public Breach? Breach { get; init; }

    /// <summary>After a failure: how long the agent asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>After a failure: trying again is of no use.</summary>
    public bool IsFinal { get; init; }

    /// <summary>The agent was not called at all, for the reason in <see cref="Detail"/>: its queue is full, say, or its budget used up. Its fallback or a person gets the task at once.</summary>
    public bool IsUnasked { get; init; }

    /// <summary>The model that did it; null when none did or the agent does not say.</summary>
    public string? Model { get; init; }
}

/// <summary>What a task cost.</summary>
/// <param name="InputTokens">Tokens read by a model.</param>
/// <param name="OutputTokens">Tokens written by a model.</param>
/// <param name="Cost">Money, in the workspace's currency.</param>
public sealed record Usage(long InputTokens = 0, long OutputTokens = 0, decimal Cost = 0);
