using System.Buffers.Binary;
using System.Text;

namespace Baton.Benchmarks.Consoles;

/// <summary>Writes one message of the circuit protocol: a length, then MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md), of which it uses the longest form of each kind.</summary>
internal static class PackWriter
{
    /// <summary>An array of nulls, numbers, texts, yes or no, and arrays of them; an empty dictionary stands for the headers.</summary>
    public static byte[] Message(params object?[] items)
    {
        using var body = new MemoryStream();
        Write(body, items);
        using var message = new MemoryStream();
        for (var left = (uint)body.Length; ; left >>= 7)
        {
            message.WriteByte((byte)(left < 0x80 ? left : left | 0x80));
            if (left < 0x80) break;
        }

        body.WriteTo(message);
        return message.ToArray();
    }

    private static void Write(MemoryStream to, object? value)
    {
        switch (value)
        {
            case null:
                to.WriteByte(0xc0);
                break;
            case bool yes:
                to.WriteByte(yes ? (byte)0xc3 : (byte)0xc2);
                break;
            case long number:
                to.WriteByte(0xd3);
                Span<byte> bytes = stackalloc byte[8];
                BinaryPrimitives.WriteInt64BigEndian(bytes, number);
                to.Write(bytes);
                break;
            case string text:
                Head(to, 0xdb, Encoding.UTF8.GetByteCount(text));
                to.Write(Encoding.UTF8.GetBytes(text));
                break;
            case Dictionary<string, string> { Count: 0 }:
                to.WriteByte(0x80);
                break;
            case object?[] items:
                Head(to, 0xdd, items.Length);
                foreach (var item in items) Write(to, item);
                break;
            default:
                throw new ArgumentException($"A {value.GetType().Name} cannot be written.", nameof(value));
        }
    }

    private static void Head(MemoryStream to, byte kind, int length)
    {
        to.WriteByte(kind);
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        to.Write(bytes);
    }
}
