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
/// Does the allowed actions that were left to Baton, through connectors, and reports what became of them. An action stays allowed in the database
/// until its report is there, so after a crash it is done again with the same id.
/// </summary>
public sealed class ActionRunner(IEnumerable<IConnector> connectors, Conductor conductor, ActionDesk desk, Journal journal, IDbContextFactory<BatonDb> database, LogLookups log, LaneMap map, TimeProvider clock, ILogger<ActionRunner> logger)
{
    private const string ByBaton = "baton";
    private readonly Channel<ActionRow> _queue = Channel.CreateUnbounded<ActionRow>();
    private volatile bool _isOver;

    /// <summary>Whether Baton itself can do actions of that kind.</summary>
    public bool Does(string kind) => connectors.Any(c => c.Does(kind));

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
        foreach (var left in await ToDo(db).ToListAsync(cancel))
        {
            if (lanes.Contains(LaneNumber.Of(left.Workspace, left.Customer))) _queue.Writer.TryWrite(left);
        }
    }

    /// <summary>What is left to be done. Both words stand in the query itself: only so the index of such actions answers it.</summary>
    internal static IQueryable<ActionRow> ToDo(BatonDb db) => db.Actions.Where(a => a.Execute == ByBaton && a.Status == "allowed");

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
        try
        {
            if (!map.IsMine(row.Workspace, row.Customer)) return; // whoever has its lane now does it

            // The gate: a claim by a person, or time, may have voided the permit since it was given.
            var state = await conductor.StateOfAsync(row.Workspace, row.Customer, cancel);
            if (state.Actions.FirstOrDefault(a => a.Proposal.Id == row.Id) is not { Status: ActionStatus.Allowed } action || action.PermitExpires <= clock.GetUtcNow()) return;
            var (status, detail) = await TryAsync(row, action, cancel);
            await desk.ReportAsync(row.Workspace, row.Id, row.Customer, Actor.Baton, status, detail, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogWarning(e, "Action {Action} could not be looked at, or what became of it not recorded; trying again", row.Id);
            await Task.Delay(TimeSpan.FromSeconds(1), cancel);
            _queue.Writer.TryWrite(row);
        }
    }

    private async Task<(string Status, string? Detail)> TryAsync(ActionRow row, ActionRecord action, CancellationToken cancel)
    {
        if (connectors.FirstOrDefault(c => c.Does(row.Kind)) is not { } connector) return ("failed", $"Nothing here does {row.Kind}.");
        using var span = Traces.Join($"do_action {row.Kind}", ActivityKind.Client, log, row.Workspace, action.Root)?.SetTag("baton.workspace", row.Workspace).SetTag("baton.action.id", row.Id).SetTag("gen_ai.agent.name", action.Proposal.Agent);
        try
        {
            await connector.DoAsync(new ActionToDo(row.Workspace, row.Customer, action.Proposal, action.Department, new Link(action.Seq, action.Root, 1)), cancel);
            return ("done", null);
        }
        catch (Exception e) when (e is not (OperationCanceledException or JournalException) && !Absence.Is(e))
        {
            logger.LogWarning(e, "Action {Action} failed", row.Id);
            Traces.Fail(span, e.GetType().Name);
            return ("failed", e.Message);
        }
    }
}
