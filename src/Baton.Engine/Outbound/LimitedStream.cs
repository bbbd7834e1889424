namespace Baton.Engine.Outbound;

/// <summary>Reads an answer up to a limit; one that goes on is an error, not a full memory.</summary>
internal sealed class LimitedStream(Stream stream, string host, long most) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public static HttpRequestException TooLong(string host, long most) =>
        new(HttpRequestError.ConfigurationLimitExceeded, $"The answer of {host} is longer than {most / 1024.0 / 1024:0.##} MiB, and Baton reads no more.");

    public override int Read(byte[] buffer, int offset, int count) => Counted(stream.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => Counted(stream.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Counted(await stream.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) stream.Dispose();
        base.Dispose(disposing);
    }

    private int Counted(int read) => (_read += read) <= most ? read : throw TooLong(host, most);
}
