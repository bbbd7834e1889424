using System.Globalization;
using Baton.Engine.Live;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Handoffs.Similar;

/// <summary>Lets the index of resolved cases follow the log, a moment behind. Where it stands is kept, so that nothing is missed over a restart; doing a case twice changes nothing.</summary>
public sealed class CaseIndexer(CaseWordReader reader, Journal journal, IDbContextFactory<BatonDb> database, LiveFeed feed, ILogger<CaseIndexer> logger) : BackgroundService
{
    /// <summary>Stands at every case that is indexed, so that they can be counted.</summary>
    internal const string Every = "*";

    private const string Position = "cases.indexed";
    private const int AtOnce = 100;
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _resolved = new(1);

    /// <summary>Indexes what was resolved since the last time, in every workspace; answers how many cases.</summary>
    public async Task<int> CatchUpAsync(CancellationToken cancel = default)
    {
        List<string> workspaces;
        await using (var db = await database.CreateDbContextAsync(cancel)) workspaces = await db.Workspaces.Select(w => w.Id).ToListAsync(cancel);
        var (all, last) = (0, 0);
        foreach (var workspace in workspaces) while ((last = await NextAsync(workspace, cancel)) > 0) all += last;
        return all;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _resolved.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var subscription = feed.Subscribe(Notice);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // What other nodes resolve may come without its rows: then it is found a minute later.
                await _resolved.WaitAsync(LongestPause, stoppingToken);
                await CatchUpAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(fault, "The index of resolved cases could not follow the log; it tries again");
                await Task.Delay(PauseAfterFault, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                // The app stops.
            }
        }
    }

    private void Notice(CommittedBatch batch)
    {
        if (_resolved.CurrentCount == 0 && batch.Rows<HandoffRow>().Any(row => row.Status == HandoffRecords.Resolved)) _resolved.Release();
    }

    private async Task<int> NextAsync(string workspace, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var text = await db.Settings.Where(s => s.Workspace == workspace && s.Name == Position).Select(s => s.Value).FirstOrDefaultAsync(cancel);
        var (after, settled) = (long.TryParse(text, CultureInfo.InvariantCulture, out var known) ? known : 0, journal.SettledSeq); // below what comes later others may still write
        var rows = await db.Handoffs.Where(h => h.Workspace == workspace && h.LastSeq > after && h.LastSeq <= settled && h.Status == HandoffRecords.Resolved && h.MergedInto == null)
            .OrderBy(h => h.LastSeq).Take(AtOnce).ToListAsync(cancel);
        if (rows.Count == 0) return 0;
        using var unit = journal.Begin(0);
        foreach (var row in rows)
        {
            unit.Note(new CaseTermRow { Workspace = workspace, Term = Every, Seq = row.Seq, Weight = 0 });
            foreach (var word in reader.Read(row)) unit.Note(new CaseTermRow { Workspace = workspace, Term = word.Term, Seq = row.Seq, Weight = word.Weight });
        }

        unit.Put(new SettingRow { Workspace = workspace, Name = Position, Value = rows[^1].LastSeq.ToString(CultureInfo.InvariantCulture) });
        await journal.SubmitAsync(unit);
        return rows.Count;
    }
}
