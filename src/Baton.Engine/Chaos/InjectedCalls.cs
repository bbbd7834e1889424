using System.Globalization;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Engine.Agents;

namespace Baton.Engine.Chaos;

/// <summary>Calls of agents with faults in them. Whatever an injection touched says so in the result's detail, so that nobody takes it for the agent's own doing.</summary>
public static class InjectedCalls
{
    /// <summary>With this the detail of every touched result begins.</summary>
    public const string Mark = "Injected";

    private const double Unsure = 0.01;
    private const double Impossible = 7.3;
    private static readonly JsonElement Broken = JsonElement.Parse("""  "{\"summary\": \"cut off in the midd" """);

    /// <summary>Whether a result's detail says that it was touched.</summary>
    public static bool IsInjected(string? detail) => detail?.StartsWith(Mark, StringComparison.Ordinal) == true;

    /// <summary>Calls a built-in agent as the injection wants it.</summary>
    /// <param name="injection">What is injected.</param>
    /// <param name="task">The task's id.</param>
    /// <param name="time">Real time, for latency.</param>
    /// <param name="call">Calls the agent.</param>
    /// <param name="limit">Ends at the agent's time limit.</param>
    internal static async Task<AgentAnswer> CallAsync(Injection injection, string task, TimeProvider time, Func<Task<AgentAnswer>> call, CancellationToken limit)
    {
        var plan = FaultPlan.Of(injection.Order, task);
        injection.Tally.Count(plan);
        if (plan.Latency > TimeSpan.Zero) await Task.Delay(plan.Latency, time, limit);
        if (plan.Fails) return new AgentAnswer { Status = ResultStatus.Failure, Detail = DetailOf(injection, plan, own: null) };
        var answer = await call();
        if (plan is { Bad: null, Latency.Ticks: 0 }) return answer;
        var said = answer with { Detail = DetailOf(injection, plan, answer.Detail) };
        return plan.Bad switch
        {
            BadAnswer.Broken => said with { Output = Broken, Proposals = [] },
            BadAnswer.OutOfRange => said with { Confidence = Impossible },
            BadAnswer.Unsure => said with { Confidence = Unsure },
            _ => said,
        };
    }

    /// <summary>Takes the result of an agent that runs elsewhere as the injection wants it; what comes out is recorded in place of what was sent.</summary>
    /// <param name="injection">What is injected.</param>
    /// <param name="result">As the agent sent it.</param>
    /// <param name="time">Real time, for latency.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The result, and whether what the agent proposes with it is still taken.</returns>
    public static async Task<(TaskResult Result, bool TakesProposals)> TakeAsync(Injection injection, TaskResult result, TimeProvider time, CancellationToken cancel)
    {
        var plan = FaultPlan.Of(injection.Order, result.Task);
        injection.Tally.Count(plan);
        if (plan.Latency > TimeSpan.Zero) await Task.Delay(plan.Latency, time, cancel);
        if (plan is { Fails: false, Bad: null, Latency.Ticks: 0 }) return (result, true);
        var said = result with { Detail = DetailOf(injection, plan, plan.Fails ? null : result.Detail) };
        return plan switch
        {
            { Fails: true } => (said with { Status = ResultStatus.Failure, Output = null, Confidence = null }, false),
            { Bad: BadAnswer.Broken } => (said with { Output = Broken }, false),
            { Bad: BadAnswer.OutOfRange } => (said with { Status = ResultStatus.Failure, Output = null, Confidence = null, Detail = $"{said.Detail} {FaultOf(Impossible)}" }, false),
            { Bad: BadAnswer.Unsure } => (said with { Confidence = Unsure }, true),
            _ => (said, true),
        };
    }

    /// <summary>What is said when an injected latency ran into the agent's time limit.</summary>
    internal static string TooLate(Injection injection, string task) => $"{Mark} latency of {Milliseconds(FaultPlan.Of(injection.Order, task).Latency)} ms ({injection.Id}).";

    /// <summary>What is wrong with a confidence that is none; null when nothing is.</summary>
    internal static string? FaultOf(double? confidence) =>
        confidence is < 0 or > 1 ? string.Create(CultureInfo.InvariantCulture, $"The answer cannot be read: a confidence of {confidence} is not from 0 to 1.") : null;

    private static string DetailOf(Injection injection, FaultPlan plan, string? own)
    {
        var what = plan switch
        {
            { Fails: true } => $"{Mark} failure ({injection.Id}).",
            { Bad: { } bad } => $"{Mark} bad answer ({injection.Id}): {bad.Says()}.",
            _ => $"{Mark} latency of {Milliseconds(plan.Latency)} ms ({injection.Id}).",
        };
        return own is null ? what : $"{what} {own}";
    }

    private static string Milliseconds(TimeSpan span) => span.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
