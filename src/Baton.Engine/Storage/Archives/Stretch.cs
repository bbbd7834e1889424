namespace Baton.Engine.Storage.Archives;

/// <summary>Rows of a workspace's log that follow each other and are no longer in it.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="First">Seq of the first row.</param>
/// <param name="Last">Seq of the last row.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="Came">How many of them came in from outside: those that began a chain.</param>
/// <param name="Oldest">When the first was received, unix ms.</param>
/// <param name="Newest">When the last was received, unix ms.</param>
/// <param name="Configured">Seq of the last among them that changed the configuration; 0 when none did.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="File">The file, by its path in the archive's folder; null when the rows were dropped for good.</param>
/// <param name="Digest">SHA-256 of the file, in hexadecimal.</param>
public sealed record Stretch(string Workspace, long First, long Last, long Rows, long Came, long Oldest, long Newest, long Configured, long Bytes, string? File, string? Digest)
{
    internal const string Columns = "Workspace, FirstSeq, LastSeq, Held, Came, Oldest, Newest, Configured, Bytes, File, Digest";

    internal static Stretch Read(Statement row) => new(
        row.Text(0), row.Long(1), row.Long(2), row.Long(3), row.Long(4), row.Long(5), row.Long(6), row.Long(7), row.Long(8), row.TextOrNull(9), row.TextOrNull(10));

    internal Statement Bind(Statement statement) => statement
        .Bind(Workspace).Bind(First).Bind(Last).Bind(Rows).Bind(Came).Bind(Oldest).Bind(Newest).Bind(Configured).Bind(Bytes).Bind(File).Bind(Digest);
}
