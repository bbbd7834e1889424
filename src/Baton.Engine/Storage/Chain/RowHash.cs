using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Chain;

/// <summary>
/// The hash of a log row: SHA-256 over a byte 1 (this encoding), the 32 bytes of the hash before it in the strand (zeros for the first), and every
/// column in the order of <see cref="Columns"/>. Null is a byte 0; a whole number a byte 1 and its 8 bytes, the highest first; a text a byte 2,
/// the number of its bytes in 4 bytes, the highest first, and those bytes in UTF-8. (Other tables, when two databases are compared, have besides: a fraction
/// as a byte 3 and the 8 bytes of its IEEE form, the highest first; bytes as a byte 4, their number like a text's, and themselves.) For one thread at a time; it allocates nothing once its buffer fits.
/// </summary>
internal sealed class RowHash
{
    /// <summary>Bytes in a hash.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>What is hashed: all that never changes, so not the outcome.</summary>
    public const string Columns =
        "Seq, Workspace, Source, Id, Type, Subject, Customer, Time, Received, Actor, Agent, Cause, Root, Depth, " +
        "Verdict, Rule, Sentence, Policy, Config, Action, Handoff, Run, Attributes, Data, Decisions";

    private const byte Encoding1 = 1, Null = 0, Whole = 1, Letters = 2, Fraction = 3, Raw = 4;

    private byte[] _bytes = new byte[16_384];
    private int _length;

    /// <summary>Hashes a row about to be written over the hash before it, in place.</summary>
    public void Link(LogRow row, Span<byte> hash) => this.After(hash)
        .Add(row.Seq).Add(row.Workspace).Add(row.Source).Add(row.Id).Add(row.Type).Add(row.Subject).Add(row.Customer)
        .Add(row.Time).Add(row.Received).Add(row.Actor).Add(row.Agent).Add(row.Cause).Add(row.Root).Add(row.Depth)
        .Add(row.Verdict).Add(row.Rule).Add(row.Sentence).Add(row.Policy).Add(row.Config)
        .Add(row.Action).Add(row.Handoff).Add(row.Run).Add(row.Attributes).Add(row.Data).Add(row.Decisions)
        .Finish(hash);

    /// <summary>Begins a row that follows this hash.</summary>
    public RowHash After(ReadOnlySpan<byte> hash)
    {
        _length = 0;
        Room(1 + Size)[0] = Encoding1;
        hash.CopyTo(_bytes.AsSpan(1));
        _length = 1 + Size;
        return this;
    }

    /// <summary>Adds a whole number.</summary>
    public RowHash Add(long? value)
    {
        var room = Room(1 + sizeof(long));
        if (value is not { } number) return Nothing(room);
        room[0] = Whole;
        BinaryPrimitives.WriteInt64BigEndian(room[1..], number);
        _length += 1 + sizeof(long);
        return this;
    }

    /// <summary>Adds a text.</summary>
    public RowHash Add(string? text)
    {
        var room = Room(1 + sizeof(int) + (text is null ? 0 : Encoding.UTF8.GetMaxByteCount(text.Length)));
        return text is null ? Nothing(room) : Text(room, Encoding.UTF8.GetBytes(text, room[(1 + sizeof(int))..]));
    }

    /// <summary>Adds a text by the bytes that lie in the database.</summary>
    public RowHash Add(ReadOnlySpan<byte> utf8)
    {
        var room = Room(1 + sizeof(int) + utf8.Length);
        utf8.CopyTo(room[(1 + sizeof(int))..]);
        return Text(room, utf8.Length);
    }

    /// <summary>Adds a fraction.</summary>
    public RowHash Add(double? value)
    {
        var room = Room(1 + sizeof(double));
        if (value is not { } number) return Nothing(room);
        room[0] = Fraction;
        BinaryPrimitives.WriteDoubleBigEndian(room[1..], number);
        _length += 1 + sizeof(double);
        return this;
    }

    /// <summary>Adds bytes that are no text.</summary>
    public RowHash AddBytes(ReadOnlySpan<byte> bytes)
    {
        var at = _length;
        Add(bytes);
        _bytes[at] = Raw;
        return this;
    }

    /// <summary>Ends the row.</summary>
    public void Finish(Span<byte> hash) => SHA256.HashData(_bytes.AsSpan(0, _length), hash);

    private RowHash Nothing(Span<byte> room)
    {
        room[0] = Null;
        _length++;
        return this;
    }

    private RowHash Text(Span<byte> room, int bytes)
    {
        room[0] = Letters;
        BinaryPrimitives.WriteInt32BigEndian(room[1..], bytes);
        _length += 1 + sizeof(int) + bytes;
        return this;
    }

    private Span<byte> Room(int needed)
    {
        if (_bytes.Length - _length < needed) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + needed));
        return _bytes.AsSpan(_length);
    }
}
