using System.Text;

namespace Baton.Core.Classification;

/// <summary>Reads labelled texts from comma-separated rows under a header (RFC 4180: quoted fields may hold commas, quotes and line ends).</summary>
public static class LabelledFile
{
    /// <summary>Reads every row.</summary>
    /// <param name="reader">Where the rows come from.</param>
    /// <param name="textColumn">The header of the column with the text.</param>
    /// <param name="labelColumn">The header of the column with the label.</param>
    /// <exception cref="InvalidDataException">A column is missing, or a row has too few fields.</exception>
    public static IReadOnlyList<LabelledText> Read(TextReader reader, string textColumn = "text", string labelColumn = "category")
    {
        ArgumentNullException.ThrowIfNull(reader);
        var header = ReadRow(reader) ?? throw new InvalidDataException("There is no header.");
        var text = Column(header, textColumn);
        var label = Column(header, labelColumn);
        var examples = new List<LabelledText>();
        while (ReadRow(reader) is { } row)
        {
            if (row is [""]) continue; // an empty line
            if (row.Count <= Math.Max(text, label))
                throw new InvalidDataException($"Row {examples.Count + 2} has only {row.Count} fields.");
            examples.Add(new LabelledText(row[text], row[label]));
        }

        return examples;
    }

    private static int Column(List<string> header, string name)
    {
        var column = header.IndexOf(name);
        return column >= 0 ? column : throw new InvalidDataException($"There is no column '{name}'.");
    }

    private static List<string>? ReadRow(TextReader reader)
    {
        if (reader.Peek() < 0)
            return null;
        var row = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var read = reader.Read(); read >= 0 && (isQuoted || read != '\n'); read = reader.Read())
        {
            if (isQuoted && read == '"' && reader.Peek() == '"')
                field.Append((char)reader.Read());
            else if (read == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && read == ',')
                Close(row, field);
            else if (isQuoted || read != '\r')
                field.Append((char)read);
        }

        Close(row, field);
        return row;
    }

    private static void Close(List<string> row, StringBuilder field)
    {
        row.Add(field.ToString());
        field.Clear();
    }
}
