using System.Diagnostics;
using System.Globalization;
using Baton.Engine.Cluster;
using Baton.Engine.Storage.Copying;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Postgres;
using Baton.Engine.Storage.Search;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Baton.Engine.Storage;

/// <summary>One database of a PostgreSQL server and the ways in which it is opened.</summary>
public sealed class DatabaseServer : Database
{
    private static readonly string FindOnceSql = "SELECT Seq FROM Arrival WHERE Workspace = ? AND Source = ? AND Id = ?";

    private static readonly string FindSchemaSql = "SELECT 1 WHERE to_regclass('schemaversion') IS NOT NULL";

    /// <summary>How many seconds a short statement may take: longer only when the network lets nothing through.</summary>
    internal const int Short = 5;

    // A commit takes milliseconds. One that hears nothing for so long fails, and the connection with it.
    private const int Long = 15;

    private readonly NpgsqlDataSource _pool;
    private readonly NpgsqlDataSource _patient;

    /// <summary>Names the database; nothing is opened yet.</summary>
    /// <param name="connection">Server, database, user and password, as Npgsql writes them.</param>
    /// <param name="folder">The data folder, which every node must see.</param>
    public DatabaseServer(string connection, string folder)
        : base(folder)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { ApplicationName = "Baton", MaxAutoPrepare = 200, AutoPrepareMinUsages = 2, NoResetOnClose = true };
        if (!settings.ContainsKey("Timeout")) settings.Timeout = 5;
        if (!settings.ContainsKey("Maximum Pool Size")) settings.MaxPoolSize = 32;
        Name = $"{settings.Database} at {settings.Host}:{settings.Port.ToString(CultureInfo.InvariantCulture)}";
        _pool = NpgsqlDataSource.Create(settings);
        Jobs = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(settings.ConnectionString) { MaxPoolSize = 4, NoResetOnClose = false, MaxAutoPrepare = 0 });
        settings.Pooling = false;
        settings.KeepAlive = 5;
        if (!settings.ContainsKey("Command Timeout")) settings.CommandTimeout = Long;
        Kept = NpgsqlDataSource.Create(settings);
        settings.CommandTimeout = 0;
        _patient = NpgsqlDataSource.Create(settings);
    }

    /// <summary>What is wrong with how a database is named; null when nothing is.</summary>
    public static string? FaultOf(string connection)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connection);
            return settings.Host is null ? "the Host is missing." : settings.Database is null ? "the Database is missing." : null;
        }
        catch (ArgumentException fault)
        {
            return fault.Message;
        }
    }

    /// <inheritdoc/>
    public override string Kind => "Postgres";

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>As whom this process writes.</summary>
    internal Membership Membership { get; } = new();

    /// <summary>For connections that are kept open, each by one who has it alone.</summary>
    internal NpgsqlDataSource Kept { get; }

    /// <summary>For the schedule of jobs.</summary>
    internal NpgsqlDataSource Jobs { get; }

    internal override string FindOnce => FindOnceSql;

    internal override string FindSchema => FindSchemaSql;

    internal override int IdleReaders => 8;

    /// <summary>Waits until the server takes connections: where both start with the machine, this process is often the first.</summary>
    /// <exception cref="JournalException">It could not be reached for so long, or refuses this user.</exception>
    internal void Await(TimeSpan most)
    {
        for (var began = Stopwatch.GetTimestamp(); ; Thread.Sleep(250))
        {
            try
            {
                using var look = Kept.OpenConnection();
                return;
            }
            catch (NpgsqlException away) when (away.IsTransient && Stopwatch.GetElapsedTime(began) < most)
            {
                // It is starting, or the network is.
            }
            catch (NpgsqlException away)
            {
                throw new JournalException($"The database {Name} cannot be reached: {away.Message} See that the server runs and that ConnectionStrings:Baton names its host, database, user and password.", away);
            }
        }
    }

    /// <inheritdoc/>
    public override DbContextOptionsBuilder Use(DbContextOptionsBuilder builder) => builder.UseNpgsql(_pool.ConnectionString).AddInterceptors(new PooledConnections(_pool));

    internal override Connection Open(bool onlyReads = false) => new ServerConnection(_pool, onlyReads);

    internal override ICommitWriter OpenWriter() => new ServerWriter(this);

    /// <summary>A connection on which a statement may take as long as it takes.</summary>
    internal ServerConnection OpenPatiently() => new(_patient, onlyReads: false);

    /// <summary>Any number of nodes write, but none while the database is being filled; disposing says that this one is gone.</summary>
    internal override IDisposable StandAlone()
    {
        using var look = new HeldName(Kept.OpenConnection());
        if (!look.TryShare(DatabaseCopy.Name)) throw new JournalException($"A copy into the database {Name} is under way. Start Baton when it is finished.");
        return new Departure(this);
    }

    internal override ISeqBlocks OpenSeqs() => new SeqBlocks(this);

    internal override SearchIndex OpenSearch() => new ServerSearchIndex(this);

    internal override void ForgetIndexes() => ServerSearchIndex.Clear(this);

    internal override FacetIndex OpenFacets() => new ServerFacets(this);

    internal override Task<string> CareAsync(Journal journal, CancellationToken cancel) => Task.Run(() => Room(MakeRoom(journal.DurableSeq)) + Emptied(DropEmptied()), cancel);

    /// <summary>Drops the parts of the log from which everything was archived.</summary>
    internal (int Dropped, bool IsInUse) DropEmptied()
    {
        using var connection = new ServerConnection(_pool, onlyReads: false);
        return new EmptiedParts(connection).Drop();
    }

    /// <summary>Makes the parts of the log that are missing up to a seq, and one more.</summary>
    internal int MakeRoom(long seq)
    {
        using var connection = new ServerConnection(_pool, onlyReads: false);
        return new LogParts(connection).MakeRoom(seq);
    }

    internal override IDisposable? TryHold(string name)
    {
        var held = new HeldName(Kept.OpenConnection());
        if (held.TryTake(name)) return held;
        held.Dispose();
        return null;
    }

    /// <summary>Whether any process has said within the last seconds that it works on this database.</summary>
    internal bool HasNodes()
    {
        using var ask = Say("SELECT EXISTS (SELECT 1 FROM Node WHERE Seen > clock_timestamp() - interval '10 s')");
        return (bool)ask.ExecuteScalar()!;
    }

    /// <summary>A short statement on a pooled connection.</summary>
    internal NpgsqlCommand Say(string sql)
    {
        var command = _pool.CreateCommand(sql);
        command.CommandTimeout = Short;
        return command;
    }

    private static string Room(int made) => made switch
    {
        0 => "The log has room ahead.",
        1 => "The log was given a new part.",
        _ => $"The log was given {made} new parts.",
    };

    private static string Emptied((int Dropped, bool IsInUse) parts) => parts switch
    {
        (0, false) => "",
        (0, true) => " An emptied part of it is in use, and is dropped the next time.",
        (1, _) => " An emptied part was dropped.",
        var (dropped, _) => $" {dropped} emptied parts were dropped.",
    };

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _pool.Dispose();
        Kept.Dispose();
        _patient.Dispose();
        Jobs.Dispose();
        base.Dispose(disposing);
    }
}
