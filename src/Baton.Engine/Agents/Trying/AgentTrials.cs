using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Timeline;
using Baton.Engine.Agents.Calling;
using Baton.Engine.Agents.Calling.Llm;
using Baton.Engine.Chaos;
using Baton.Engine.Credentials;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Timeline;

namespace Baton.Engine.Agents.Trying;

/// <summary>Tries agents: calls one once, as a task would, and says what Baton would make of the answer. Nothing is recorded, nothing is done to a customer, and nothing is tried again.</summary>
public sealed class AgentTrials(AgentCalls calls, IEnumerable<IAgentCaller> callers, Secrets secrets, Conductor conductor, Configurations configurations, TaskQueries tasks, WholeLog log, FacetIndex facets, TimeProvider clock)
{
    private const string Nobody = "unknown";
    private const string Source = "urn:baton:try";

    private readonly FrozenDictionary<AgentKind, IAgentCaller> _callers = callers.ToFrozenDictionary(c => c.Kind);

    /// <summary>Tries an agent.</summary>
    /// <exception cref="CannotTryAgentException">There is nothing there to try it on.</exception>
    public async Task<AgentTrial> TryAsync(string workspace, TrialOrder order, CancellationToken cancel = default)
    {
        var (trigger, customer) = await SettingAsync(workspace, order, cancel);
        var id = "try-" + Guid.CreateVersion7().ToString("N");
        var call = calls.Trial(workspace, id, order.Agent, trigger, customer);
        var toolbox = new TrialToolbox(call.Tools);
        call = call with { Tools = toolbox };
        var began = Stopwatch.GetTimestamp();
        var answer = Contracts.BreachOfInput(call) ?? Contracts.Hold(order.Agent, secrets.Scrub(workspace, await AnswerAsync(call, cancel)));
        var took = Stopwatch.GetElapsedTime(began);
        if (InjectedCalls.FaultOf(answer.Confidence) is { } fault) answer = AgentAnswer.Failure(fault) with { Sent = answer.Sent, Usage = answer.Usage };
        var state = customer ?? CustomerState.New(CustomerState.OfWorkspace);
        var config = With(configurations.Of(workspace), order.Agent);
        return new AgentTrial
        {
            Agent = order.Agent,
            Trigger = trigger,
            Briefing = call.Briefing.Value,
            Answer = answer,
            Took = took,
            Tools = [.. toolbox.Used],
            Proposals = answer.Status == ResultStatus.Failure || answer.Proposals.IsDefault ? [] : Judged(answer.Proposals, id, state, config, order.Agent),
            Then = answer.AnswersLater ? "It took the task and answers later. A trial does not wait for that." : Then(new TaskResult(id, order.Agent.Name, answer.Status, answer.Output, answer.Confidence, answer.Detail, answer.Usage, took.TotalMilliseconds) { Breach = answer.Breach }, state, trigger, config),
        };
    }

    /// <summary>What a language model would be told of the newest message that came in, without calling it; null when the agent is none, or no message came in yet.</summary>
    public async Task<PromptPreview?> PreviewAsync(string workspace, AgentDefinition agent, CancellationToken cancel = default)
    {
        if (agent.Llm is not { } settings || facets.Newest(new FacetQuery(workspace, [new AnyOf(Facet.Type, [EventTypes.MessageReceived])]), 1) is not [var seq] || log.Read(workspace, seq)?.ToEvent() is not { } trigger) return null;
        var customer = trigger.Customer is { } id ? await conductor.StateOfAsync(workspace, id, cancel) : null;
        var prompt = Prompt.Of(calls.Trial(workspace, "preview", agent, trigger, customer), settings);
        return new PromptPreview(trigger, prompt.System, prompt.User, prompt.Remark);
    }

    private async Task<(Event Trigger, CustomerState? Customer)> SettingAsync(string workspace, TrialOrder order, CancellationToken cancel)
    {
        if (order.Task is { } id)
        {
            var task = await tasks.FindAsync(workspace, id, cancel) ?? throw new CannotTryAgentException("task", $"There is no task {id} in this workspace.");
            if (log.Read(workspace, task.EventSeq)?.ToEvent() is not { } trigger) throw new CannotTryAgentException("task", "What this task was about is not in the log any more.");
            return (trigger, task.Customer is { } whose ? Known(await conductor.StateOfAsync(workspace, whose, cancel), order) : null);
        }

        if (string.IsNullOrWhiteSpace(order.Text)) throw new CannotTryAgentException("text", "Say what to try it on: a text, or a task of the past.");
        var now = clock.GetUtcNow();
        var known = order.Customer is { } address ? conductor.Find(workspace, address) : null;
        var state = known is null ? CustomerState.New(Nobody) with { Addresses = order.Customer is { IsId: false } named ? [named] : [] } : await conductor.StateOfAsync(workspace, known, cancel);
        return (new Event
        {
            Source = Source,
            Id = Guid.CreateVersion7().ToString("N"),
            Type = EventTypes.MessageReceived,
            Subject = order.Customer?.ToString(),
            Customer = known,
            Actor = Actor.Channel(Source),
            Time = now,
            Received = now,
            Data = Payload.Of(json => json.WriteString("text", order.Text)),
        }, Known(state, order));
    }

    private CustomerState Known(CustomerState state, TrialOrder order)
    {
        if (order.Attributes is not { ValueKind: System.Text.Json.JsonValueKind.Object } more) return state;
        var (attributes, now) = (state.Attributes, clock.GetUtcNow());
        foreach (var member in more.EnumerateObject()) attributes = attributes.SetItem(member.Name, new AttributeValue(member.Value.Clone(), Source, now));
        return state with { Attributes = attributes };
    }

    private async Task<AgentAnswer> AnswerAsync(AgentCall call, CancellationToken cancel)
    {
        var agent = call.Agent;
        if (!_callers.TryGetValue(agent.Kind, out var caller)) return AgentAnswer.Failure($"Nothing here calls agents of the kind {agent.Kind.Name()}: {(agent.IsCalled ? "this Baton has no caller for it" : "it fetches its tasks itself, so it cannot be tried from here")}.") with { IsFinal = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(agent.Timeout);
        try
        {
            return await caller.CallAsync(call, limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return AgentAnswer.Failure($"No answer within {Spans.Of(agent.Timeout)}.");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return AgentAnswer.Failure(e.Message);
        }
    }

    private ImmutableArray<TriedProposal> Judged(ImmutableArray<Proposal> proposals, string task, CustomerState state, WorkspaceConfig config, AgentDefinition agent) =>
        [.. proposals.Select((proposal, i) => proposal with { Id = $"{task}.{i + 1}", Agent = agent.Name })
            .Select(proposal => new TriedProposal(proposal, Judge.Rule(state, proposal, agent, config.For(state.Id).Policy, clock.GetUtcNow())))];

    // Decided as the result of a real task would be, on the customer as known now; the decision is thrown away.
    private string Then(TaskResult result, CustomerState state, Event trigger, WorkspaceConfig config)
    {
        var now = clock.GetUtcNow();
        var task = new OpenTask(result.Task, result.Agent, trigger.Seq, trigger.Root, trigger.Depth, 1, Priority.Normal, now);
        var finished = new Event
        {
            Source = "baton/tasks",
            Id = result.Task,
            Type = EventTypes.TaskFinished,
            Customer = state.Id == CustomerState.OfWorkspace ? null : state.Id,
            Actor = Actor.Agent(result.Agent),
            Time = now,
            Received = now,
            Root = trigger.Root,
            Depth = trigger.Depth + 1,
            Data = TaskResultJson.Write(result),
        };
        return Decider.Decide(state with { Tasks = state.Tasks.Add(task), MarkedFor = config.For(state.Id).Policy.CooldownSignature }, finished, config).Decision.Sentence;
    }

    private static WorkspaceConfig With(WorkspaceConfig config, AgentDefinition agent) =>
        config with { Agents = config.Agents.Where(a => a.Key != agent.Name).Append(new(agent.Name, agent)).ToFrozenDictionary(StringComparer.Ordinal) };
}
