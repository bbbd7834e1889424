using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Cluster;
using Baton.Engine.Metrics;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Chain;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Actions;

/// <summary>
/// Does the allowed actions that were left to Baton, through connectors, and reports what became of them. An action stays allowed or begun in the
/// database until its report is there, so after a crash it comes to the gate again, and if it passes is done again with the same id.
/// </summary>
public sealed class ActionRunner(IEnumerable<IConnector> connectors, ActionGate gate, Conductor conductor, Journal journal, IDbContextFactory<BatonDb> database, LogLookups log, LaneMap map, ILogger<ActionRunner> logger)
{
    private const string ByBaton = "baton";
    private readonly Channel<ActionRow> _queue = Channel.CreateUnbounded<ActionRow>();
    private readonly ConcurrentDictionary<(string Workspace, string Action), bool> _underway = new();
    private volatile bool _isOver;

    /// <summary>Whether Baton itself can do actions of that kind in a workspace.</summary>
    public bool Does(string workspace, string kind) => connectors.Any(c => c.Does(workspace, kind));

    /// <summary>Does actions until cancelled: first those that a former process left, then what commits bring.</summary>
    public async Task RunAsync(int workers, CancellationToken cancel)
    {
        _isOver = false;
        journal.Committed += Notice;
        map.Gained += TakeLeft;
        try
        {
            await TakeLeftAsync(map.Mine, cancel);
            await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(cancel), CancellationToken.None)));
        }
        finally
        {
            journal.Committed -= Notice;
            map.Gained -= TakeLeft;
            _isOver = true;
        }
    }

    private void TakeLeft(IReadOnlyCollection<int> lanes) => _ = Task.Run(async () =>
    {
        for (var isTaken = false; !isTaken && !_isOver; )
        {
            try
            {
                await TakeLeftAsync(lanes, CancellationToken.None);
                isTaken = true;
            }
            catch (Exception e)
            {
                logger.LogWarning(e, "The actions that another node left could not be read; trying again");
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    });

    private async Task TakeLeftAsync(IReadOnlyCollection<int> lanes, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        foreach (var left in (await ToDo(db).ToListAsync(cancel)).Concat(await BrokenOff(db).ToListAsync(cancel)))
        {
            if (lanes.Contains(LaneNumber.Of(left.Workspace, left.Customer))) _queue.Writer.TryWrite(left);
        }
    }

    /// <summary>What is left to be done. Both words stand in the query itself: only so the index of such actions answers it.</summary>
    internal static IQueryable<ActionRow> ToDo(BatonDb db) => db.Actions.Where(a => a.Execute == ByBaton && a.Status == "allowed");

    /// <summary>What was begun and not reported: broken off, once nobody is at work on it any more.</summary>
    internal static IQueryable<ActionRow> BrokenOff(BatonDb db) => db.Actions.Where(a => a.Execute == ByBaton && a.Status == "begun");

    private void Notice(CommittedBatch batch)
    {
        foreach (var action in batch.Rows<ActionRow>()) if (action is { Execute: ByBaton, Status: "allowed" }) _queue.Writer.TryWrite(action);
    }

    private async Task WorkAsync(CancellationToken cancel)
    {
        try
        {
            await foreach (var row in _queue.Reader.ReadAllAsync(cancel)) await DoAsync(row, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The engine stops; what was not done is done at the next start.
        }
    }

    private async Task DoAsync(ActionRow row, CancellationToken cancel)
    {
        if (!map.IsMine(row.Workspace, row.Customer) || !_underway.TryAdd((row.Workspace, row.Id), true)) return; // whoever has its lane now does it, and only once at a time
        try
        {
            // The gate stands in the customer's lane: a claim comes before it, or after what is on its way already.
            var turn = await gate.BeginAsync(row, cancel);
            if (turn.Refusal is not null || turn.State?.Actions.FirstOrDefault(a => a.Proposal.Id == row.Id) is not { } action) return;
            var todo = new ActionToDo(row.Workspace, row.Customer, action.Proposal, action.Department, new Link(action.Seq, action.Root, 1)) { Addresses = turn.State.Addresses };
            var (connector, fault) = await TryAsync(row, action, todo, cancel);
            await ReportAsync(row, fault is null ? [ActionDesk.ReportOf(row.Id, row.Customer, Actor.Baton, "done", detail: null), .. connector!.Told(todo)] : [ActionDesk.ReportOf(row.Id, row.Customer, Actor.Baton, "failed", fault)], cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogWarning(e, "Action {Action} could not be begun; trying again", row.Id);
            await Task.Delay(TimeSpan.FromSeconds(1), cancel);
            _queue.Writer.TryWrite(row);
        }
        finally
        {
            _underway.TryRemove((row.Workspace, row.Id), out _);
        }
    }

    // What was done is not done again because the log could not be written: only saying so is repeated.
    private async Task ReportAsync(ActionRow row, IReadOnlyList<Input> inputs, CancellationToken cancel)
    {
        for (;;)
        {
            try
            {
                await conductor.TakeAsync(row.Workspace, inputs, cancel);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException && map.IsMine(row.Workspace, row.Customer))
            {
                logger.LogWarning(e, "What became of action {Action} could not be recorded; trying again", row.Id);
                await Task.Delay(TimeSpan.FromSeconds(1), cancel);
            }
        }
    }

    private async Task<(IConnector? Connector, string? Fault)> TryAsync(ActionRow row, ActionRecord action, ActionToDo todo, CancellationToken cancel)
    {
        if (connectors.FirstOrDefault(c => c.Does(row.Workspace, row.Kind)) is not { } connector) return (null, $"Nothing here does {row.Kind}.");
        using var span = Traces.Join($"do_action {row.Kind}", ActivityKind.Client, log, row.Workspace, action.Root)?.SetTag("baton.workspace", row.Workspace).SetTag("baton.action.id", row.Id).SetTag("gen_ai.agent.name", action.Proposal.Agent);
        try
        {
            await connector.DoAsync(todo, cancel);
            return (connector, null);
        }
        catch (Exception e) when ((e is not OperationCanceledException || !cancel.IsCancellationRequested) && e is not JournalException && !Absence.Is(e))
        {
            logger.LogWarning(e, "Action {Action} failed", row.Id);
            Traces.Fail(span, e.GetType().Name);
            return (null, e.Message);
        }
    }
}
