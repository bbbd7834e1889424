namespace Baton.Engine.Storage.Copying;

/// <summary>What the values of a column are.</summary>
internal enum CopyKind
{
    Whole,
    YesNo,
    Fraction,
    Text,
    Bytes,
    Moment,
}

/// <summary>A column that both sides have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type on the server, which is the stricter one.</param>
internal sealed record CopyColumn(string Name, string Type)
{
    public CopyKind Kind { get; } = Type switch
    {
        "smallint" or "integer" or "bigint" => CopyKind.Whole,
        "boolean" => CopyKind.YesNo,
        "double precision" => CopyKind.Fraction,
        "text" => CopyKind.Text,
        "bytea" => CopyKind.Bytes,
        "timestamp with time zone" => CopyKind.Moment,
        _ => throw new CopyException($"The column {Name} has the type {Type}, which this Baton does not know how to copy."),
    };

    /// <summary>How the server is asked for it, so that it answers as the embedded database does.</summary>
    public string Asked => Kind switch
    {
        CopyKind.Whole when Type != "bigint" => $"CAST({Name} AS BIGINT)",
        CopyKind.YesNo => $"CAST(CAST({Name} AS INTEGER) AS BIGINT)",
        CopyKind.Moment => $"CAST(floor(extract(epoch FROM {Name}) * 1000000) AS BIGINT)",
        _ => Name,
    };

    /// <summary>Whether the embedded database, which lets any column hold anything, holds there what the server can hold.</summary>
    public bool Takes(CellKind cell) => cell == CellKind.Null || Kind switch
    {
        CopyKind.Whole or CopyKind.YesNo => cell == CellKind.Whole,
        CopyKind.Fraction => cell is CellKind.Fraction or CellKind.Whole,
        CopyKind.Bytes => cell == CellKind.Bytes,
        _ => cell == CellKind.Text,
    };
}
