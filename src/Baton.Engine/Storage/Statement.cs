namespace Baton.Engine.Storage;

/// <summary>A statement made ready once and run many times, its parameters bound in their order. For one thread at a time.</summary>
internal abstract class Statement : IDisposable
{
    public abstract Statement Bind(long value);

    public abstract Statement Bind(bool value);

    public abstract Statement Bind(long? value);

    public abstract Statement Bind(double? value);

    public abstract Statement Bind(string? value);

    public abstract Statement Bind(ReadOnlySpan<byte> value);

    /// <summary>Runs to the end; answers nothing. Inside a commit it may be carried out later, but before anything is read.</summary>
    public abstract void Run();

    /// <summary>Moves to the next row. After false, and after leaving early, the statement must be <see cref="Reset"/>.</summary>
    public abstract bool Next();

    /// <summary>Makes it ready to be bound and run again. The error of a failed run was thrown already.</summary>
    public abstract void Reset();

    public abstract long Long(int column);

    public abstract int Int(int column);

    public abstract string Text(int column);

    public abstract byte[] Bytes(int column);

    /// <summary>The bytes of a text or blob as they lie there, until the next row is asked for.</summary>
    public abstract ReadOnlySpan<byte> Span(int column);

    /// <summary>What kind of value lies there: SQLite lets any column hold any.</summary>
    public abstract CellKind Kind(int column);

    public abstract bool IsNull(int column);

    public abstract long? LongOrNull(int column);

    public abstract double? DoubleOrNull(int column);

    public abstract string? TextOrNull(int column);

    public abstract void Dispose();
}

/// <summary>The kinds of value that a column of a row can hold.</summary>
internal enum CellKind
{
    Null,
    Whole,
    Fraction,
    Text,
    Bytes,
}
