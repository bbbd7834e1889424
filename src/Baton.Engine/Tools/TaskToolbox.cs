using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Tools;
using Baton.Engine.Agents;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;

namespace Baton.Engine.Tools;

/// <summary>
/// The path of one use of a tool, read top to bottom: find the tool, see whether this piece of work did just that before, judge, do it within its time, record it on the
/// customer's timeline, answer.
/// </summary>
public sealed class TaskToolbox : IToolbox
{
    private readonly Toolboxes _boxes;
    private readonly AgentWork _work;
    private readonly bool _isTrial;
    private readonly IReadOnlyList<ToolDefinition> _tools;
    private readonly UseKeys _keys;
    private readonly ConcurrentQueue<ToolUse> _used = new();

    internal TaskToolbox(Toolboxes boxes, AgentWork work, bool isTrial)
    {
        (_boxes, _work, _isTrial, _tools) = (boxes, work, isTrial, boxes.ToolsFor(work));
        _keys = new UseKeys(Toolboxes.WorkOf(work), work.Agent.Name);
        Offers = [.. _tools.Where(IsGranted).Select(t => new ToolOffer(ToolNames.Offered(t.Name), t.Description, t.Arguments, t.Writes))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ToolOffer> Offers { get; }

    /// <summary>What was used so far, secrets masked.</summary>
    public IReadOnlyCollection<ToolUse> Used => _used;

    private AgentDefinition Agent => _work.Agent;

    /// <inheritdoc/>
    public async Task<ToolAnswer> UseAsync(string tool, JsonElement arguments, CancellationToken cancel)
    {
        try
        {
            return await UseAsync(_tools.FirstOrDefault(t => t.Name == tool || ToolNames.Offered(t.Name) == tool), tool, arguments, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new ToolAnswer(e is JournalException || Absence.Is(e) ? $"The use of {tool} could not be recorded, so nothing is said of what came of it. Try again in a moment." : $"{tool} failed: {e.Message}");
        }
    }

    private async Task<ToolAnswer> UseAsync(ToolDefinition? tool, string asked, JsonElement arguments, CancellationToken cancel)
    {
        if (arguments.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) arguments = JsonElement.Parse("{}");
        var key = _keys.Take(tool?.Name ?? asked, arguments);
        var answer = tool is { Writes: true } && !_isTrial && _boxes.Uses.Find(_work.Workspace, key.ToString()) is { } before
            ? Again(before)
            : await JudgeAsync(tool, asked, arguments, key.ToString(), cancel);
        if (answer.Fault is not null) _keys.Free(key);
        return answer;
    }

    private async Task<ToolAnswer> JudgeAsync(ToolDefinition? tool, string asked, JsonElement arguments, string key, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7().ToString("N");
        var customer = await _boxes.CustomerOfAsync(_work, _isTrial, cancel);
        var facts = new Facts(_boxes.Now, customer ?? CustomerState.New(CustomerState.OfWorkspace), _work.Trigger, Agent: Agent);
        var verdict = ToolJudge.Judge(new ToolAsk(Agent, !_isTrial && _boxes.IsPaused(_work), asked, tool, facts, arguments));
        if (verdict.IsAllowed) verdict = await _boxes.Rates.ReserveAsync(_work.Workspace, Agent.Name, tool!.Name, verdict, id, key, cancel);
        var use = new ToolUse { Agent = Agent.Name, Tool = tool?.Name ?? Short(asked), Task = _work.TaskId, Writes = tool is { Writes: true }, Arguments = arguments };
        if (!verdict.IsAllowed) return await DoneAsync(use with { Denial = verdict.Denial, Fault = verdict.SayFor(Agent.Name, use.Tool) }, id, cancel);
        try
        {
            return await RunAsync(RunOf(tool!, arguments, customer, key), use with { Key = use.Writes ? key : null }, id, cancel);
        }
        finally
        {
            _boxes.Rates.Release(_work.Workspace, Agent.Name, tool!.Name, id);
        }
    }

    private ToolRun RunOf(ToolDefinition tool, JsonElement arguments, CustomerState? customer, string key) => new()
    {
        Workspace = _work.Workspace,
        Tool = tool,
        Arguments = arguments,
        Key = key,
        Agent = Agent,
        Task = _work.TaskId,
        Customer = customer,
        Cause = _isTrial ? null : Cause,
        IsTrial = _isTrial,
    };

    private async Task<ToolAnswer> RunAsync(ToolRun run, ToolUse use, string id, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await ToolTime.RunAsync(_boxes.RunnerOf(run.Tool)!, run, cancel) ?? new ToolAnswer($"{run.Tool.Name} was cut short: the time of its task was over. Whether it was done is not known.");
        use = use with { Fault = answer.Fault, Result = answer.Result, Cost = answer.Fault is null && !_isTrial ? run.Tool.Cost : 0, DurationMs = Stopwatch.GetElapsedTime(began).TotalMilliseconds };

        // What was done is recorded even when nobody waits for the answer any more.
        answer = await DoneAsync(use, id, CancellationToken.None);
        cancel.ThrowIfCancellationRequested();
        return answer;
    }

    private async Task<ToolAnswer> DoneAsync(ToolUse use, string id, CancellationToken cancel)
    {
        var kept = use.Kept(text => _boxes.Secrets.Scrub(_work.Workspace, text));
        _used.Enqueue(kept);
        if (!_isTrial) await _boxes.Uses.RecordAsync(_work.Workspace, _work.Customer?.Id, kept, id, Actor.Agent(Agent.Name), Cause, cancel);
        return new ToolAnswer(kept.Fault, use.Result is { } result ? _boxes.Secrets.Scrub(_work.Workspace, result) : null);
    }

    private ToolAnswer Again(ToolUse before)
    {
        _used.Enqueue(before);
        return new ToolAnswer(null, before.Result);
    }

    private Link Cause => new(_work.Trigger.Seq, _work.Trigger.Root, _work.Trigger.Depth);

    private bool IsGranted(ToolDefinition tool) => Agent.Tools.Any(g => (g.Write || !tool.Writes) && g.Names(tool.Name));

    private static string Short(string name) => name.Length <= ToolNames.Longest ? name : name[..ToolNames.Longest];
}
