namespace Baton.Engine.Storage;

/// <summary>Writes the statements that follow from a table's list of columns.</summary>
internal static class Sql
{
    public static string Insert(string table, string columns) =>
        $"INSERT INTO {table} ({columns}) VALUES ({string.Join(", ", Names(columns).Select(_ => "?"))})";

    /// <summary>Inserts, or replaces every column of the row that has the same key.</summary>
    public static string Put(string table, string key, string columns)
    {
        var rest = Names(columns).Except(Names(key), StringComparer.Ordinal).Select(column => $"{column} = excluded.{column}");
        return $"{Insert(table, columns)} ON CONFLICT ({key}) DO UPDATE SET {string.Join(", ", rest)}";
    }

    private static string[] Names(string columns) => columns.Split(", ");
}
