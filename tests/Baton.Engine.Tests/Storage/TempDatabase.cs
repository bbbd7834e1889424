using Baton.Engine.Storage;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Schema;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Engine.Tests.Storage;

/// <summary>A real database in a folder of its own, gone afterwards.</summary>
internal sealed class TempDatabase : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baton-");

    private FacetIndex? _facets;

    public TempDatabase(bool isEmpty = false)
    {
        Options = new StorageOptions { Data = _folder.FullName, Postgres = TestPostgres.MakeDatabase(isEmpty) };
        Database = Options.Open();
        if (!isEmpty) SchemaUpdate.Apply(Database);
    }

    public Database Database { get; }

    public StorageOptions Options { get; }

    public string Folder => _folder.FullName;

    public FacetIndex Facets => _facets ??= OpenFacets();

    public FacetIndex OpenFacets()
    {
        var index = Database.OpenFacets();
        index.Begin();
        return index;
    }

    public Journal OpenJournal(StorageOptions? options = null)
    {
        var journal = new Journal(Database, options ?? Options, TimeProvider.System, NullLogger<Journal>.Instance);
        journal.Committed += Facets.Notice;
        return journal;
    }

    public LogLookups OpenLookups() => new(Database, Facets);

    public BatonDb OpenContext()
    {
        var builder = new DbContextOptionsBuilder<BatonDb>();
        builder.UseBaton(Database);
        return new BatonDb(builder.Options);
    }

    public static LogRow Row(long seq, string customer = "c-1", string? id = null) => new()
    {
        Seq = seq,
        Workspace = "default",
        Source = "urn:test",
        Id = id ?? $"e-{seq}",
        Type = "message.received",
        Subject = $"customer:{customer}",
        Customer = customer,
        Time = 1_000,
        Received = 1_001,
        Actor = "channel:urn:test",
        Root = seq,
        Data = """{"text":"Where is my parcel?"}""",
        Decisions = "[]",
    };

    public static TaskRow Task(string id, string agent = "reply", int priority = 0, long notBefore = 0) => new()
    {
        Workspace = "default",
        Id = id,
        Agent = agent,
        EventSeq = 1,
        Root = 1,
        Status = "queued",
        Priority = priority,
        NotBefore = notBefore,
        Created = 1,
        Input = "{}",
    };

    public void Dispose()
    {
        _facets?.Dispose();
        Database.Dispose();
        SqliteConnection.ClearAllPools();
        TestPostgres.Drop(Options.Postgres);
        _folder.Delete(recursive: true);
    }
}
