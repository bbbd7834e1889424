using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Storage.Search;

/// <summary>Lets the search index follow the log, a moment behind, and gives way while the journal is busy.</summary>
public sealed class SearchIndexer(SearchIndex index, LogLookups log, Journal journal, ILogger<SearchIndexer> logger) : BackgroundService
{
    private const int RowsAtOnce = 500;
    private const int Busy = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(10);

    /// <summary>Indexes the next rows of the log. For one thread at a time.</summary>
    /// <returns>How many there were; fewer than asked for at the end of the log.</returns>
    public int IndexNext(int most = RowsAtOnce) => IndexNext(journal.SettledSeq, most);

    private int IndexNext(long settled, int most)
    {
        var rows = log.ReadLog(index.Position, most);
        if (rows.Count > 0 && rows[^1].Seq > settled) rows = [.. rows.TakeWhile(row => row.Seq <= settled)]; // below what comes later others may still write
        if (rows.Count > 0) index.Add(rows);
        return rows.Count;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var matched = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!matched) index.Match(log);
                matched = true;
                var settled = journal.SettledSeq;
                var more = index.Position < settled && IndexNext(settled, RowsAtOnce) == RowsAtOnce;
                if (!more || journal.InFlight > Busy) await Task.Delay(Pause, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(exception, "The search index could not follow the log; it tries again");
                await Task.Delay(PauseAfterFault, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                // The app stops.
            }
        }
    }
}
