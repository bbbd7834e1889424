using System.Globalization;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Search;

namespace Baton.Engine.Jobs.Upkeep;

/// <summary>Sees that the search index follows the log: it may be behind, but not further behind and standing still.</summary>
internal sealed class SearchCheck(SearchIndex index, Journal journal) : IJobWork
{
    private long _before = -1;

    public string Name => "Search check";

    public string Purpose => "Sees that the search index keeps up with the log, so that what was written can be found.";

    public Schedule Schedule { get; } = new(TimeSpan.FromMinutes(5));

    public Task<string?> RunAsync(CancellationToken cancel)
    {
        var end = journal.SettledSeq;
        var (position, before) = (index.Position, _before);
        _before = position;
        if (position >= end) return Task.FromResult<string?>("Everything can be found.");
        if (position == before) throw new TimeoutException($"The index stands still at {Number(position)} while the log is at {Number(end)}. The app's log says why.");
        return Task.FromResult<string?>($"{Number(end - position)} rows of the log are still to be indexed.");
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
