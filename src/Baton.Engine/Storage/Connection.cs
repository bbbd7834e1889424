namespace Baton.Engine.Storage;

/// <summary>A connection to the database for one thread at a time, with its statements, each made ready when first asked for.</summary>
internal abstract class Connection : IDisposable
{
    /// <summary>
    /// The statement of a text, which must be a constant: it is found by reference. Parameters are <c>?</c> in their order, or <c>?1</c>, <c>?2</c> … where
    /// one is used twice.
    /// </summary>
    public abstract Statement this[string sql] { get; }

    /// <summary>
    /// The same for a statement that is run for many rows, no two of them with the same key; they may be carried out together, before anything else is.
    /// </summary>
    public virtual Statement Many(string sql) => this[sql];

    /// <summary>Nothing can be done on it any more; it is to be thrown away.</summary>
    public virtual bool IsBroken => false;

    /// <summary>Runs any number of statements that answer nothing of interest.</summary>
    public abstract void Execute(string sql);

    /// <summary>Begins a transaction that nobody else can begin in this way before it ends.</summary>
    public abstract void BeginAlone();

    /// <summary>Begins a transaction in which all reads see the same moment.</summary>
    public abstract void BeginSnapshot();

    /// <summary>Ends the transaction; it counts.</summary>
    public virtual void Commit() => Execute("COMMIT");

    /// <summary>Ends the transaction as if it had never been.</summary>
    public virtual void Rollback() => Execute("ROLLBACK");

    public abstract void Dispose();
}
