using Baton.Engine.Storage.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Baton.Engine.Storage.Copying;

/// <summary>Puts rows of the embedded database into a binary COPY.</summary>
internal sealed class RowWriter(CopyTable table)
{
    public void Write(NpgsqlBinaryImporter import, Statement row)
    {
        import.StartRow();
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (!table.Columns[i].Takes(row.Kind(i))) throw Wrong(row, i, "is of another kind than it should be");
            if (row.IsNull(i)) import.WriteNull();
            else Write(import, row, i);
        }
    }

    private void Write(NpgsqlBinaryImporter import, Statement row, int i)
    {
        switch (table.Columns[i].Kind)
        {
            case CopyKind.Whole: WriteWhole(import, row, i); break;
            case CopyKind.YesNo: import.Write(row.Long(i) != 0, NpgsqlDbType.Boolean); break;
            case CopyKind.Fraction: import.Write(row.DoubleOrNull(i)!.Value, NpgsqlDbType.Double); break;
            case CopyKind.Bytes: import.Write(row.Bytes(i), NpgsqlDbType.Bytea); break;
            case CopyKind.Moment: import.Write(Moment.ForServer(Moment.Read(row.Text(i)) ?? throw Wrong(row, i, "is no time")), NpgsqlDbType.TimestampTz); break;
            default: import.Write(Text(row, i), NpgsqlDbType.Text); break;
        }
    }

    private void WriteWhole(NpgsqlBinaryImporter import, Statement row, int i)
    {
        var value = row.Long(i);
        switch (table.Columns[i].Type)
        {
            case "bigint": import.Write(value, NpgsqlDbType.Bigint); break;
            case "integer" when value is >= int.MinValue and <= int.MaxValue: import.Write((int)value, NpgsqlDbType.Integer); break;
            case "smallint" when value is >= short.MinValue and <= short.MaxValue: import.Write((short)value, NpgsqlDbType.Smallint); break;
            default: throw Wrong(row, i, "is too large a number");
        }
    }

    // What is written to a server afresh has no zero character either; but a row that is hashed must stay what it is.
    private string Text(Statement row, int i)
    {
        var text = row.Text(i);
        if (!text.Contains('\0', StringComparison.Ordinal)) return text;
        return table.IsHashed ? throw Wrong(row, i, "holds a zero character, which PostgreSQL cannot keep and without which its hash would be wrong") : ServerText.Kept(text);
    }

    private CopyException Wrong(Statement row, int i, string how) =>
        new($"The column {table.Columns[i].Name} of the table {table.From} {how}, in the row {string.Join(", ", table.Key.Select(key => row.TextOrNull(IndexOf(key))))}.");

    private int IndexOf(string name) => table.Columns.TakeWhile(column => column.Name != name).Count();
}
