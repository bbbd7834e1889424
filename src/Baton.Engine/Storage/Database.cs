using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Search;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Storage;

/// <summary>Where everything is kept: a SQLite file, or a database of a PostgreSQL server. All that differs between them lies behind this.</summary>
public abstract class Database : IDisposable
{
    /// <param name="folder">The data folder.</param>
    private protected Database(string folder) => Folder = folder;

    /// <summary>The kinds of database by the name of their folder of scripts: <c>Sqlite</c>, <c>Postgres</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>What people call it, in messages: a path, or a server and a name.</summary>
    public abstract string Name { get; }

    /// <summary>How many idle connections are worth keeping for reading.</summary>
    internal abstract int IdleReaders { get; }

    /// <summary>The data folder, for what lies beside the database: archives of the log.</summary>
    public string Folder { get; }

    /// <summary>Finds the seq of an event by workspace, source and id.</summary>
    internal abstract string FindOnce { get; }

    /// <summary>Has a row when the table of schema versions is there.</summary>
    internal abstract string FindSchema { get; }

    /// <summary>Lets a context read and write it.</summary>
    public abstract DbContextOptionsBuilder Use(DbContextOptionsBuilder builder);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens a connection of its own, to be used by one thread at a time.</summary>
    internal abstract Connection Open(bool onlyReads = false);

    /// <summary>Opens this process's writer.</summary>
    internal abstract ICommitWriter OpenWriter();

    /// <summary>Where seqs come from when several processes write; null when this one gives out all of them.</summary>
    internal virtual ISeqBlocks? OpenSeqs() => null;

    /// <summary>Where only one process can write, keeps every other from it until disposed.</summary>
    /// <exception cref="JournalException">Another process does.</exception>
    internal abstract IDisposable? StandAlone();

    /// <summary>Holds a name that only one process can hold at a time, until disposed; null when another one has it.</summary>
    internal virtual IDisposable? TryHold(string name) => Nothing.Held;

    /// <summary>What must be true before the schema's scripts run.</summary>
    internal virtual void Prepare()
    {
    }

    /// <summary>Opens the index of words over the log.</summary>
    internal abstract SearchIndex OpenSearch();

    /// <summary>Throws away the indexes beside the log, which are made again at the next start. Nobody may be writing.</summary>
    internal abstract void ForgetIndexes();

    /// <summary>Opens the index of what rows of the log are found by.</summary>
    internal abstract FacetIndex OpenFacets();

    /// <summary>What is to be done now and then so that it stays fast.</summary>
    /// <returns>What was done, in words.</returns>
    internal abstract Task<string> CareAsync(Journal journal, CancellationToken cancel);

    /// <summary>Where there is one process, it has every name.</summary>
    private sealed class Nothing : IDisposable
    {
        public static Nothing Held { get; } = new();

        public void Dispose()
        {
        }
    }

    /// <summary>Lets go of what it holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
