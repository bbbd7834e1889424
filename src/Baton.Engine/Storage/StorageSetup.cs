using Baton.Engine.Storage.Chain;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Schema;
using Baton.Engine.Storage.Search;
using Baton.Engine.Storage.Upkeep;
using Baton.Engine.Storage.Verification;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Storage;

/// <summary>Registers storage.</summary>
public static class StorageSetup
{
    /// <summary>
    /// Adds the database, its journal, the lookups and the search index. The schema is brought up to date by the first
    /// of them that is asked for. Needs a <see cref="TimeProvider"/> and logging.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(_ =>
        {
            var file = new DatabaseFile(options.Data);
            StartCheck.Run(file);
            SchemaUpdate.Apply(file);
            return file;
        });
        services.AddPooledDbContextFactory<BatonDb>((provider, builder) => builder.UseBaton(provider.GetRequiredService<DatabaseFile>()));
        services.AddSingleton<FacetIndex>(provider =>
        {
            var index = new FacetFile(new DatabaseFile(options.Data, "facets.db"), provider.GetRequiredService<DatabaseFile>());
            index.Begin();
            return index;
        });
        services.AddSingleton(provider =>
        {
            var journal = ActivatorUtilities.CreateInstance<Journal>(provider);
            journal.Committed += provider.GetRequiredService<FacetIndex>().Notice;
            return journal;
        });
        services.AddSingleton<LogLookups>();
        services.AddSingleton(provider =>
        {
            _ = provider.GetRequiredService<DatabaseFile>(); // after the tables: where an index is, there was a database
            return new SearchIndex(new DatabaseFile(options.Data, "search.db"));
        });
        services.AddSingleton<SearchIndexer>();
        services.AddSingleton<LedgerReader>();
        services.AddSingleton<WriteAheadLog>();
        services.AddSingleton<ChainCheck>();
        services.AddHostedService(provider => provider.GetRequiredService<SearchIndexer>());
        return services;
    }

    internal static DbContextOptionsBuilder UseBaton(this DbContextOptionsBuilder builder, DatabaseFile file) => builder
        .UseSqlite(file.PooledConnection)
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        .ConfigureWarnings(warnings => warnings.Throw(Microsoft.EntityFrameworkCore.Diagnostics.CoreEventId.RowLimitingOperationWithoutOrderByWarning))
        .AddInterceptors(new ConnectionPragmas());
}
