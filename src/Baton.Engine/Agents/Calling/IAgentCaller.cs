using System.Globalization;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Engine.Tools;

namespace Baton.Engine.Agents.Calling;

/// <summary>Calls agents of one kind. What it throws counts as a failure with that message.</summary>
public interface IAgentCaller
{
    /// <summary>The kind.</summary>
    AgentKind Kind { get; }

    /// <summary>Gives the agent its task and waits for the answer. Whoever calls limits the time.</summary>
    Task<AgentAnswer> CallAsync(AgentCall call, CancellationToken cancel);
}

/// <summary>One try of one task, as the agent is to get it.</summary>
public sealed record AgentCall
{
    /// <summary>The task, for agents inside Baton.</summary>
    public required AgentWork Work { get; init; }

    /// <summary>Which try it is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>All that the agent may see, made when first asked for: <c>task</c>, <c>event</c>, and what its declared context adds.</summary>
    public required Lazy<JsonElement> Briefing { get; init; }

    /// <summary>The tools it may use.</summary>
    public IToolbox Tools { get; init; } = NoTools.Instance;

    /// <summary>What was wrong with its answer to the try before, when it broke its contract.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether people only try it out: nothing may come of it outside.</summary>
    public bool IsTrial { get; init; }

    /// <summary>The agent as defined in the version that the task began with.</summary>
    public AgentDefinition Agent => Work.Agent;

    /// <summary>The idempotency key of everything that this task causes outside: the same for all its tries, and for the fallbacks that take over, so that nothing is done twice.
    /// A try that is told of a fault is another request: whoever remembers would otherwise answer with the same fault again.</summary>
    public string Key => IsTrial ? Work.TaskId : TaskId.FirstOf(Work.TaskId, Work.Trigger.Seq) + (Fault is null ? "" : string.Create(CultureInfo.InvariantCulture, $".try{Attempt}"));
}
