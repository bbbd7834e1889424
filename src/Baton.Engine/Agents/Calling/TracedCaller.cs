using System.Diagnostics;
using Baton.Core.Agents;
using Baton.Engine.Metrics;
using Baton.Engine.Storage.Lookups;

namespace Baton.Engine.Agents.Calling;

/// <summary>Calls agents of one kind within a span, in the trace of the event with which the task's chain began.</summary>
internal sealed class TracedCaller(IAgentCaller caller, LogLookups log) : IAgentCaller
{
    public AgentKind Kind => caller.Kind;

    public Task<AgentAnswer> CallAsync(AgentCall call, CancellationToken cancel) =>
        // What stays inside and is watched by nobody is not looked up.
        Kind == AgentKind.BuiltIn && !Traces.Source.HasListeners() ? caller.CallAsync(call, cancel) : TracedAsync(call, cancel);

    private async Task<AgentAnswer> TracedAsync(AgentCall call, CancellationToken cancel)
    {
        var agent = call.Agent;
        using var span = Traces.Join($"invoke_agent {agent.Name}", Kind is AgentKind.BuiltIn or AgentKind.Llm ? ActivityKind.Internal : ActivityKind.Client, log, call.Work.Workspace, call.Work.Trigger.Root);
        span?.SetTag("gen_ai.operation.name", "invoke_agent").SetTag("gen_ai.agent.name", agent.Name).SetTag("gen_ai.agent.version", agent.Version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        span?.SetTag("baton.workspace", call.Work.Workspace).SetTag("baton.agent.kind", Kind.Name()).SetTag("baton.task.id", call.Work.TaskId).SetTag("baton.task.attempt", call.Attempt);
        if (agent.Llm is { } model && Kind == AgentKind.Llm) span?.SetTag("gen_ai.provider.name", GenAiMeter.ProviderOf(model)).SetTag("gen_ai.request.model", model.Model);
        try
        {
            var answer = await caller.CallAsync(call, cancel);
            span?.SetTag("baton.result", answer.Status.Name());
            if (answer.Usage is { } usage) span?.SetTag("gen_ai.usage.input_tokens", usage.InputTokens).SetTag("gen_ai.usage.output_tokens", usage.OutputTokens);
            if (answer.Status == ResultStatus.Failure) Traces.Fail(span, "failure");
            return answer;
        }
        catch (Exception e)
        {
            Traces.Fail(span, e is OperationCanceledException ? "timeout" : e.GetType().Name);
            throw;
        }
    }
}
