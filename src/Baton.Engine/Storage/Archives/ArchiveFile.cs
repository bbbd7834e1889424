using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Engine.Storage.Backups;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Archives;

/// <summary>The first line of an archive: what it holds, and the ends of the strands that its rows follow.</summary>
internal sealed record ArchiveHead(int Format, string Workspace, long First, long Last, IReadOnlyList<StrandEnd> Strands)
{
    public const int Newest = 1;
}

/// <summary>Where a strand ended.</summary>
internal sealed record StrandEnd(int Lane, long Seq, byte[] Hash);

/// <summary>A row with its link in the chain; none for what was written before there were hashes.</summary>
internal sealed record ArchivedRow(LogRow Row, byte[]? Hash);

/// <summary>A stretch of the log as a file: JSON lines, packed by Brotli. It counts only once the database knows it, so half a file never does.</summary>
internal static class ArchiveFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Writes it to disk; answers with its size and digest.</summary>
    public static (long Bytes, string Digest) Write(string path, ArchiveHead head, IReadOnlyList<ArchivedRow> rows)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        Backup.Private(folder);
        using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        using (var packed = new BrotliStream(file, CompressionLevel.Optimal, leaveOpen: true))
        {
            Line(packed, head);
            foreach (var row in rows) Line(packed, row);
        }

        file.Flush(flushToDisk: true);
        file.Position = 0;
        return (file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    /// <summary>Reads it whole.</summary>
    /// <exception cref="ArchiveException">It cannot be read.</exception>
    public static (ArchiveHead Head, IReadOnlyList<ArchivedRow> Rows) Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var lines = new StreamReader(new BrotliStream(file, CompressionMode.Decompress));
            var head = lines.ReadLine() is { } first ? JsonSerializer.Deserialize<ArchiveHead>(first, Json) : null;
            if (head is not { Format: <= ArchiveHead.Newest }) throw new ArchiveException($"{path} is no archive that this Baton knows.");
            var rows = new List<ArchivedRow>();
            while (lines.ReadLine() is { } line) rows.Add(JsonSerializer.Deserialize<ArchivedRow>(line, Json)!);
            return (head, rows);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or InvalidOperationException or JsonException or UnauthorizedAccessException)
        {
            throw new ArchiveException($"The archive {path} cannot be read ({fault.Message}). See with \"baton verify\" what else is wrong; take the file from a backup.", fault);
        }
    }

    /// <summary>The digest of what lies there now; null when nothing does.</summary>
    public static string? DigestOf(string path)
    {
        if (!File.Exists(path)) return null;
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static void Line<T>(Stream stream, T value)
    {
        JsonSerializer.Serialize(stream, value, Json);
        stream.WriteByte((byte)'\n');
    }
}
