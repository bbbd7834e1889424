namespace Baton.Engine.Storage.Copying;

/// <summary>A table to be copied, in the order of its key: so it lies on the server, and so both sides are read back.</summary>
/// <param name="Name">Its name on the server.</param>
/// <param name="From">The table of the embedded database that it is filled from.</param>
/// <param name="Columns">What is copied.</param>
/// <param name="Key">The columns that order it.</param>
internal sealed record CopyTable(string Name, string From, IReadOnlyList<CopyColumn> Columns, IReadOnlyList<string> Key)
{
    public string SourceSql { get; } = $"SELECT {string.Join(", ", Columns.Select(column => column.Name))} FROM {From} ORDER BY {string.Join(", ", Key)}";

    // With the table's name, since the column that is answered may be called the same and is in no index.
    public string TargetSql { get; } = $"SELECT {string.Join(", ", Columns.Select(column => column.Asked))} FROM {Name} ORDER BY {string.Join(", ", Key.Select(key => $"{Name}.{key}"))}";

    /// <summary>Its rows carry hashes over their texts, so that no character of them may change.</summary>
    public bool IsHashed => Name == "Log";

    /// <summary>Begins to fill a table of the server.</summary>
    public string Into(string table) => $"COPY {table} ({string.Join(", ", Columns.Select(column => column.Name))}) FROM STDIN (FORMAT BINARY, FREEZE)";
}
