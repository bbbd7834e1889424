using System.Buffers.Binary;
using System.Text;

namespace Baton.Benchmarks.Consoles;

/// <summary>Reads MessagePack as the circuit protocol uses it: nothing, yes and no, whole numbers, texts, bytes, arrays, and maps, which are left out.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    /// <summary>The length that stands before a message, and how many bytes it takes itself; null while it has not come whole.</summary>
    public static (int Length, int Head)? Prefix(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0, length = 0; at < bytes.Length && at < 5; at++)
        {
            length |= (bytes[at] & 0x7f) << (7 * at);
            if (bytes[at] < 0x80) return (length, at + 1);
        }

        return null;
    }

    public object? Read()
    {
        var kind = Take(1)[0];
        return kind switch
        {
            <= 0x7f => (long)kind,
            >= 0xe0 => (long)(sbyte)kind,
            >= 0x80 and <= 0x8f => Map(kind & 0x0f),
            >= 0x90 and <= 0x9f => Array(kind & 0x0f),
            >= 0xa0 and <= 0xbf => Text(kind & 0x1f),
            0xc0 => null,
            0xc2 => false,
            0xc3 => true,
            0xc4 => Take(Take(1)[0]).ToArray(),
            0xc5 => Take((int)Number(2)).ToArray(),
            0xc6 => Take((int)Number(4)).ToArray(),
            0xcc => (long)Take(1)[0],
            0xcd => Number(2),
            0xce => Number(4),
            0xcf or 0xd3 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            0xd0 => (long)(sbyte)Take(1)[0],
            0xd1 => (long)(short)Number(2),
            0xd2 => (long)(int)Number(4),
            0xd9 => Text(Take(1)[0]),
            0xda => Text((int)Number(2)),
            0xdb => Text((int)Number(4)),
            0xdc => Array((int)Number(2)),
            0xdd => Array((int)Number(4)),
            0xde => Map((int)Number(2)),
            _ => throw new InvalidDataException($"The circuit protocol has no 0x{kind:x2}."),
        };
    }

    private object?[] Array(int count)
    {
        var items = new object?[count];
        for (var i = 0; i < count; i++) items[i] = Read();
        return items;
    }

    private object? Map(int count)
    {
        for (var i = 0; i < 2 * count; i++) Read();
        return null;
    }

    private string Text(int length) => Encoding.UTF8.GetString(Take(length));

    private long Number(int size) => size == 2 ? BinaryPrimitives.ReadUInt16BigEndian(Take(2)) : BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _left[..count];
        _left = _left[count..];
        return taken;
    }
}
