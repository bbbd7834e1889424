using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Postgres;
using Baton.Engine.Storage.Search;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Storage.Copying;

/// <summary>A server's database as the one transaction sees it that fills it, so that it can be verified before it counts.</summary>
internal sealed class Uncommitted(DatabaseServer database, ServerConnection connection) : Database(database.Folder)
{
    public override string Kind => database.Kind;

    public override string Name => database.Name;

    internal override int IdleReaders => 0;

    internal override string FindOnce => database.FindOnce;

    internal override string FindSchema => database.FindSchema;

    public override DbContextOptionsBuilder Use(DbContextOptionsBuilder builder) => throw Unfinished();

    internal override Connection Open(bool onlyReads = false) => new Borrowed(connection);

    internal override ICommitWriter OpenWriter() => throw Unfinished();

    internal override IDisposable? StandAlone() => throw Unfinished();

    internal override SearchIndex OpenSearch() => throw Unfinished();

    internal override void ForgetIndexes() => throw Unfinished();

    internal override FacetIndex OpenFacets() => throw Unfinished();

    internal override Task<string> CareAsync(Journal journal, CancellationToken cancel) => throw Unfinished();

    private static NotSupportedException Unfinished() => new("The copy is not finished.");

    /// <summary>All of it happens in the one transaction, which is for its owner to end.</summary>
    private sealed class Borrowed(ServerConnection connection) : Connection
    {
        public override Statement this[string sql] => connection[sql];

        public override void Execute(string sql) => connection.Execute(sql);

        public override void BeginAlone() => throw Unfinished();

        public override void BeginSnapshot()
        {
            // Nobody else can write to it.
        }

        public override void Commit()
        {
            // As above.
        }

        public override void Dispose()
        {
            // As above.
        }
    }
}
