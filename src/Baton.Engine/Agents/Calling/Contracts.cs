using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Chaos;

namespace Baton.Engine.Agents.Calling;

/// <summary>Holds what an agent is given, and what it answers, to its contract: neither is passed on when it breaks it.</summary>
internal static class Contracts
{
    /// <summary>What is recorded in place of a call when the agent would be given what its contract does not allow: the agent never sees it, a person does. Null when the input is as agreed.</summary>
    public static AgentAnswer? BreachOfInput(AgentCall call)
    {
        if (call.Agent.Input is null || AgentContract.Of(call.Agent).OfInput(call.Briefing.Value) is not { } breach) return null;
        return new AgentAnswer { Status = ResultStatus.NeedsMoreInfo, Detail = $"The input breaks the contract. {breach.Fault}", Breach = breach };
    }

    /// <summary>The answer, or the failure that it is when it breaks the contract. Then nothing that it proposes is done either; what it cost is still counted.</summary>
    public static AgentAnswer Hold(AgentDefinition agent, AgentAnswer answer)
    {
        if (answer.AnswersLater || AgentContract.Of(agent).OfAnswer(answer.Status, answer.Output) is not { } breach) return answer;
        return AgentAnswer.Failure(DetailOf(answer.Detail, breach)) with { Breach = breach, Usage = answer.Usage, Sent = answer.Sent };
    }

    /// <summary>The same of a result.</summary>
    public static TaskResult Hold(AgentDefinition agent, TaskResult result) => AgentContract.Of(agent).OfAnswer(result.Status, result.Output) is not { } breach ? result
        : result with { Status = ResultStatus.Failure, Output = null, Confidence = null, Detail = DetailOf(result.Detail, breach), Breach = breach };

    /// <summary>What was wrong with an agent's answer to the try before, read from the chain of its task; null when the try failed otherwise.</summary>
    public static string? FaultBefore(IReadOnlyList<Event> chain, string agent)
    {
        var before = chain.LastOrDefault(e => e.Type == EventTypes.TaskFinished && e.Data.Text("agent") == agent);
        if (before is null) return null;
        return TaskResultJson.BreachOf(before, ContractSide.Output)
            ?? chain.LastOrDefault(e => e.Type == EventTypes.TaskRefused && e.Data.Text("task") == before.Data.Text("task"))?.Data.Text("fault");
    }

    // That an answer was spoilt on purpose must stay visible.
    private static string DetailOf(string? said, Breach breach) => $"{(InjectedCalls.IsInjected(said) ? said + " " : "")}The answer breaks the contract. {breach.Fault}";
}
