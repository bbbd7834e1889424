using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Chain;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Postgres;
using Baton.Engine.Storage.Schema;
using Baton.Engine.Storage.Search;
using Baton.Engine.Storage.Sqlite;
using Baton.Engine.Storage.Upkeep;
using Baton.Engine.Storage.Verification;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Storage;

/// <summary>Registers storage.</summary>
public static class StorageSetup
{
    private const int ThreadsForLookups = 64;

    private static readonly TimeSpan ServerMayTake = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Adds the database, its journal, the lookups and the search index. The schema is brought up to date by the first
    /// of them that is asked for. Needs a <see cref="TimeProvider"/> and logging.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options)
    {
        services.AddSingleton(options);
        if (options.Postgres is null)
        {
            services.AddSingleton(_ => Ready(options));
        }
        else
        {
            // The server first and under its other name second: whoever is handed an instance by a factory closes it in turn, and it must outlive the journal.
            services.AddSingleton(_ => (DatabaseServer)Ready(options));
            services.AddSingleton<Database>(provider => provider.GetRequiredService<DatabaseServer>());
        }

        services.AddPooledDbContextFactory<BatonDb>((provider, builder) => builder.UseBaton(provider.GetRequiredService<Database>()));
        services.AddSingleton(provider =>
        {
            var index = provider.GetRequiredService<Database>().OpenFacets();
            index.Begin();
            return index;
        });
        services.AddSingleton(provider =>
        {
            var facets = provider.GetRequiredService<FacetIndex>(); // before the journal: one that was made and not handed out is never closed
            var journal = ActivatorUtilities.CreateInstance<Journal>(provider);
            journal.Committed += facets.Notice;
            return journal;
        });
        services.AddSingleton<LogLookups>();
        services.AddSingleton(provider => provider.GetRequiredService<Database>().OpenSearch()); // after the tables: where an index is, there was a database
        services.AddSingleton<SearchIndexer>();
        if (options.Postgres is not null)
        {
            // A lookup on a server holds its thread until the answer is there; more are made only slowly once all are held.
            ThreadPool.GetMinThreads(out var workers, out var ports);
            ThreadPool.SetMinThreads(Math.Max(workers, ThreadsForLookups), ports);
            services.AddSingleton(provider => new CommitListener(
                (DatabaseServer)provider.GetRequiredService<Database>(), provider.GetRequiredService<LogLookups>(), provider.GetRequiredService<Journal>(), provider.GetRequiredService<ILogger<CommitListener>>()));
            services.AddSingleton<ICommits>(provider => provider.GetRequiredService<CommitListener>());
            services.AddHostedService(provider => provider.GetRequiredService<CommitListener>());
        }

        services.AddSingleton<LedgerReader>();
        services.AddSingleton<ChainCheck>();
        services.AddSingleton<ArchiveShelf>();
        services.AddSingleton<WholeLog>();
        services.AddSingleton<Archiver>();
        services.AddSingleton<FreeSpace>();
        services.AddHostedService(provider => provider.GetRequiredService<SearchIndexer>());
        return services;
    }

    private static Database Ready(StorageOptions options)
    {
        Directory.CreateDirectory(options.Data); // with a server too: archives lie there
        var database = options.Open();
        if (database is DatabaseFile file) StartCheck.Run(file);
        if (database is DatabaseServer server)
        {
            server.Membership.Address = options.Address;
            server.Await(ServerMayTake);
        }

        SchemaUpdate.Apply(database);
        return database;
    }

    internal static DbContextOptionsBuilder UseBaton(this DbContextOptionsBuilder builder, Database database) => database.Use(builder)
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
}
