using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;

namespace Baton.Engine.Jobs.Upkeep;

/// <summary>Does what the database asks for now and then.</summary>
internal sealed class DatabaseCare(Database database, Journal journal) : IJobWork
{
    public string Name => "Database care";

    public string Purpose => "Does what keeps the database fast: moves what was written ahead into it and keeps its statistics, or makes room ahead of the log's end and drops what lies empty before its beginning.";

    public Schedule Schedule { get; } = new(TimeSpan.FromMinutes(10));

    public async Task<string?> RunAsync(CancellationToken cancel) => await database.CareAsync(journal, cancel);
}
