using System.Globalization;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Upkeep;

namespace Baton.Engine.Jobs.Upkeep;

/// <summary>Keeps the write-ahead log short and the choice of indexes good.</summary>
internal sealed class DatabaseCare(WriteAheadLog ahead, Journal journal) : IJobWork
{
    public string Name => "Database care";

    public string Purpose => "Moves what was written ahead into the database, and keeps the statistics by which indexes are chosen.";

    public Schedule Schedule { get; } = new(TimeSpan.FromMinutes(10));

    public async Task<string?> RunAsync(CancellationToken cancel)
    {
        await journal.RunAsync(new Statistics());
        var (pages, moved) = ahead.Checkpoint();
        var rest = pages - moved;
        return rest == 0 ? "Everything written ahead is in the database." : string.Create(CultureInfo.InvariantCulture, $"{rest:N0} of {pages:N0} pages stay ahead until readers are done.");
    }
}
