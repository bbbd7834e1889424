using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Search;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Timeline;

/// <summary>Some of the timeline.</summary>
/// <param name="Entries">Entries, newest first.</param>
/// <param name="Stopped">Where looking through the archives was broken off: what lies before this seq was not looked at. Null when all was.</param>
/// <param name="Unreadable">Why the timeline ends here although there is more: an archive cannot be read.</param>
public sealed record TimelinePart(IReadOnlyList<TimelineEntry> Entries, long? Stopped, string? Unreadable = null);

/// <summary>The log and, where it ends, the archives. An archive is read whole, so looking for something rare there takes time: it is broken off, and goes on when asked again.</summary>
public sealed class WholeTimeline(TimelineWindows windows, ArchiveShelf shelf, IDbContextFactory<BatonDb> database)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Entries before a seq, newest first.</summary>
    public async Task<TimelinePart> BeforeAsync(string workspace, TimelineFilter filter, SeqSpan span, long before, int limit, CancellationToken cancel = default)
    {
        var entries = await windows.BeforeAsync(workspace, filter, span, before, limit, cancel);
        if (entries.Count >= limit || filter.Customer is { } customer && !shelf.HasRowsOf(workspace, customer)) return new TimelinePart(entries, null);

        // Before what the log gave: a row that is moved at this moment shows once.
        var older = await ArchivedAsync(workspace, filter, entries.Count > 0 ? entries[^1].Seq : before, limit - entries.Count, cancel);
        return older with { Entries = [.. entries, .. older.Entries] };
    }

    private async Task<TimelinePart> ArchivedAsync(string workspace, TimelineFilter filter, long before, int limit, CancellationToken cancel)
    {
        var stretches = shelf.Before(workspace, before).Where(s => s.File is not null && !(filter.From?.ToUnix() > s.Newest) && !(filter.To?.ToUnix() <= s.Oldest)).ToList();
        if (stretches.Count == 0) return new TimelinePart([], null);
        await using var db = await database.CreateDbContextAsync(cancel);
        var (found, began) = (new List<TimelineEntry>(), Stopwatch.GetTimestamp());
        foreach (var stretch in stretches)
        {
            cancel.ThrowIfCancellationRequested();
            if (!TryRead(stretch, out var read, out var why)) return new TimelinePart(found, null, why);
            var rows = read.Where(row => row.Seq < before && IsMeant(row, filter)).Reverse().ToList();
            var entries = await rows.ToEntriesAsync(db, workspace, cancel);
            found.AddRange(entries.Where(entry => entry.Matches(filter)).Take(limit - found.Count).Select(entry => entry with { IsArchived = true }));
            if (found.Count >= limit) break;
            if (stretch != stretches[^1] && Stopwatch.GetElapsedTime(began) > Patience) return new TimelinePart(found, stretch.First);
        }

        return new TimelinePart(found, null);
    }

    // One file that cannot be read must not take away what can.
    private bool TryRead(Stretch stretch, out IReadOnlyList<LogRow> rows, [NotNullWhen(false)] out string? why)
    {
        (rows, why) = ([], null);
        try
        {
            rows = shelf.Read(stretch);
            return true;
        }
        catch (ArchiveException unreadable)
        {
            why = unreadable.Message;
            return false;
        }
    }

    private static bool IsMeant(LogRow row, TimelineFilter filter) =>
        !(row.Received < filter.From?.ToUnix()) && !(row.Received >= filter.To?.ToUnix())
        && (filter.Customer is null || row.Customer == filter.Customer)
        && (filter.Query is not { } words || SearchText.Holds(row, words));
}
