using System.Buffers.Binary;
using Baton.Engine.Storage;

namespace Baton.Engine.Tests.Storage.Chain;

/// <summary>Where the rows of the log lie in the database's file, found by walking its tree of pages (sqlite.org/fileformat2.html).</summary>
internal static class LogCells
{
    private const byte InteriorOfTable = 5, LeafOfTable = 13;

    /// <summary>Every row: its seq, where it begins in the file, and how many bytes of it lie there.</summary>
    public static List<(long Seq, int At, int Length)> Find(DatabaseFile file)
    {
        int root;
        using (var connection = file.Open())
        {
            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            var statement = connection["SELECT rootpage FROM sqlite_master WHERE name = 'Log'"];
            Assert.True(statement.Next());
            root = statement.Int(0);
            statement.Reset();
        }

        List<(long, int, int)> cells = [];
        var bytes = File.ReadAllBytes(file.Path);
        Walk(bytes, root, BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(16)), cells);
        return cells;
    }

    private static void Walk(byte[] bytes, int page, int size, List<(long, int, int)> cells)
    {
        var at = (page - 1) * size;
        var count = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 3));
        var isLeaf = bytes[at] == LeafOfTable;
        Assert.True(isLeaf || bytes[at] == InteriorOfTable);
        for (var i = 0; i < count; i++)
        {
            var cell = at + BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + (isLeaf ? 8 : 12) + 2 * i));
            if (isLeaf) cells.Add(Cell(bytes, cell, size));
            else Walk(bytes, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(cell)), size, cells);
        }

        if (!isLeaf) Walk(bytes, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at + 8)), size, cells);
    }

    private static (long Seq, int At, int Length) Cell(byte[] bytes, int at, int size)
    {
        var next = at;
        var payload = (int)Number(bytes, ref next);
        var seq = Number(bytes, ref next);
        if (payload <= size - 35) return (seq, at, next - at + payload);
        var least = (size - 12) * 32 / 255 - 23;
        var here = least + (payload - least) % (size - 4);
        return (seq, at, next - at + (here <= size - 35 ? here : least) + 4);
    }

    private static long Number(byte[] bytes, ref int at)
    {
        long value = 0;
        while (true)
        {
            value = value << 7 | (uint)(bytes[at] & 0x7f);
            if (bytes[at++] < 0x80) return value;
        }
    }
}
