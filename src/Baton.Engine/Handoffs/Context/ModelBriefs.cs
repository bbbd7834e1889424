using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using System.Threading.Channels;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Handoffs.Briefs;
using Baton.Core.Timeline;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Calling;
using Baton.Engine.Agents.Limits;
using Baton.Engine.Agents.Spending;
using Baton.Engine.Clocks;
using Baton.Engine.Credentials;
using Baton.Engine.Live;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Handoffs.Context;

/// <summary>Has summaries of cases written by a model, in the background: when a case comes to people, and again when it went on. What was written is kept.</summary>
public sealed class ModelBriefs(HandoffCases cases, BriefSettings settings, Configurations configurations, IEnumerable<IAgentCaller> callers, AgentGates gates, Secrets secrets, Journal journal, LiveFeed feed, TimeProvider clock, ILogger<ModelBriefs> logger) : BackgroundService
{
    private const int MostWaiting = 1_000;

    private readonly FrozenDictionary<AgentKind, IAgentCaller> _callers = callers.ToFrozenDictionary(c => c.Kind);
    private readonly Channel<(string Workspace, string Handoff)> _orders = Channel.CreateBounded<(string, string)>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<(string Workspace, string Handoff), bool> _waiting = new();

    /// <summary>Orders a summary of a case; twice is once. It is made when those before it are.</summary>
    public void Order(string workspace, string handoff)
    {
        // Where too many wait already, it is ordered again when somebody looks at the case.
        if (_waiting.TryAdd((workspace, handoff), true) && !_orders.Writer.TryWrite((workspace, handoff))) _waiting.TryRemove((workspace, handoff), out _);
    }

    /// <summary>Has a summary written now, if one is wanted and the case is there; answers what is kept of it.</summary>
    internal async Task<CaseBriefRow?> WriteAsync(string workspace, string handoff, CancellationToken cancel)
    {
        if (await settings.WriterOfAsync(workspace, cancel) is not { } name || await cases.ReadAsync(workspace, handoff, cancel: cancel) is not { } found) return null;
        var file = CaseFiles.Of(found, clock.GetUtcNow());
        var answer = configurations.Of(workspace).Agent(name) is { Kind: AgentKind.Llm, Llm: not null } agent ? await AskAsync(workspace, agent, handoff, file, cancel) : AgentAnswer.Failure("There is no such agent any more, or it is no language model.");
        var (kept, dropped) = ModelClaims.Read(answer.Status == ResultStatus.Success ? answer.Output : null, file);
        var row = new CaseBriefRow
        {
            Workspace = workspace,
            Handoff = handoff,
            Upto = CaseBriefs.UptoOf(file),
            Agent = name,
            Lines = JsonSerializer.Serialize(kept, LogJson.Compact),
            Dropped = dropped,
            Fault = kept.Count > 0 ? null : answer.Status == ResultStatus.Success ? "None of what it said names an event of this case." : answer.Detail ?? "It did not answer.",
            Made = clock.GetUtcNow().ToUnix(),
        };
        using var unit = journal.Begin(0);
        unit.Put(row);
        if (answer.Usage is { } usage) unit.Count(new AgentUsageRow { Workspace = workspace, Agent = name, Hour = UsageHours.Of(clock.GetUtcNow()), Model = configurations.Of(workspace).Agent(name)?.Llm?.Model ?? "", Calls = 1, InputTokens = usage.InputTokens, OutputTokens = usage.OutputTokens, Cost = (double)usage.Cost });
        await journal.SubmitAsync(unit);
        return row;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var subscription = feed.Subscribe(Notice);
        try
        {
            await foreach (var order in _orders.Reader.ReadAllAsync(stoppingToken))
            {
                _waiting.TryRemove(order, out _); // what comes from now on is ordered anew
                await TryAsync(order.Workspace, order.Handoff, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app stops.
        }
    }

    private async Task TryAsync(string workspace, string handoff, CancellationToken cancel)
    {
        try
        {
            await WriteAsync(workspace, handoff, cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            logger.LogWarning("The summary of {Handoff} in {Workspace} could not be written: {Fault}", handoff, workspace, secrets.Scrub(workspace, fault.ToString()));
        }
    }

    private void Notice(CommittedBatch batch)
    {
        foreach (var row in batch.Rows<HandoffRow>()) if (row.LastSeq == row.Seq && row.Status == HandoffRecords.Waiting) Order(row.Workspace, row.Id);
    }

    // The agent as it is, with this task in place of its own: no tools, nothing to propose, and an answer of this form. Its limits hold as for any call.
    private async Task<AgentAnswer> AskAsync(string workspace, AgentDefinition agent, string handoff, CaseFile file, CancellationToken cancel)
    {
        if (file.Log.Count == 0) return AgentAnswer.Failure("There is nothing in the log to sum up.");
        if (agent.Paused || agent.Killed || agent.DrainsFrom is not null) return AgentAnswer.Failure("It is switched off for now.");
        var writer = agent with { Llm = agent.Llm! with { Instructions = $"{agent.Llm.Instructions}\n\n{ModelClaims.Task}" }, Input = null, Output = ModelClaims.Schema, Context = null, Tools = [], MayPropose = [] };
        var trigger = file.Log.LastOrDefault(e => e.Event.Seq == file.Opened)?.Event ?? file.Log[^1].Event;
        var work = new AgentWork(workspace, $"brief-{handoff}-{CaseBriefs.UptoOf(file)}", writer, trigger, new Lazy<IReadOnlyList<Event>>(() => [trigger]), file.Customer, _ => []);
        var call = new AgentCall { Work = work, Briefing = new Lazy<JsonElement>(() => ModelClaims.Briefing(file)), IsTrial = true };
        using var entry = gates.Enter(workspace, agent);
        if (entry.Pipeline is not { } pipeline || !_callers.TryGetValue(agent.Kind, out var caller)) return AgentAnswer.Failure("Its limits leave no room for it now.");
        try
        {
            return Contracts.Hold(writer, secrets.Scrub(workspace, await pipeline.ExecuteAsync(async limit => await caller.CallAsync(call, limit).WaitAsync(limit), cancel)));
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            return AgentAnswer.Failure(fault is Polly.Timeout.TimeoutRejectedException or OperationCanceledException ? $"No answer within {Spans.Of(agent.Timeout)}." : secrets.Scrub(workspace, fault.Message));
        }
    }
}
