namespace Baton.Engine.Storage.Copying;

/// <summary>Rows that lie in files beside the embedded database, and in a table on a server.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">Its columns, all of them text; the first one is its key.</param>
/// <param name="Rows">The rows, a value for each column.</param>
public sealed record FileRows(string Table, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
