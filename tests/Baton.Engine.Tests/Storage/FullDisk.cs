using Baton.Engine.Cluster;
using Baton.Engine.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Tests.Storage;

/// <summary>Lets a database refuse every new row of the log, as a full disk would, until disposed.</summary>
internal sealed class FullDisk : IDisposable
{
    private const string Sqlite = """
        CREATE TRIGGER DiskFull BEFORE INSERT ON Log BEGIN SELECT RAISE(ROLLBACK, 'database or disk is full'); END;
        CREATE TRIGGER StillFull BEFORE UPDATE ON ChainStart BEGIN SELECT RAISE(ROLLBACK, 'database or disk is full'); END;
        """;

    private const string Postgres = """
        CREATE OR REPLACE FUNCTION Refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'database or disk is full'; END $$;
        CREATE TRIGGER DiskFull BEFORE INSERT ON Arrival FOR EACH ROW EXECUTE FUNCTION Refuse();
        CREATE TRIGGER StillFull BEFORE UPDATE ON ChainStart FOR EACH ROW EXECUTE FUNCTION Refuse();
        """;

    private readonly Database _database;

    public FullDisk(Database database)
    {
        _database = database;
        Run(database is DatabaseFile ? Sqlite : Postgres);
    }

    /// <summary>Fills the disk of an app, whose callers then wait only shortly for another node to be there instead.</summary>
    public static FullDisk Under(IServiceProvider services)
    {
        services.GetService<Relay>()?.Patience = TimeSpan.FromMilliseconds(500);
        return new FullDisk(services.GetRequiredService<Database>());
    }

    public void Dispose() => Run(_database is DatabaseFile ? "DROP TRIGGER DiskFull; DROP TRIGGER StillFull;" : "DROP TRIGGER DiskFull ON Arrival; DROP TRIGGER StillFull ON ChainStart;");

    private void Run(string sql)
    {
        using var connection = _database.Open();
        connection.Execute(sql);
    }
}
