namespace Baton.Engine.Agents.Calling.Llm.Wire;

/// <summary>An answer's body as it is read: a silence that lasts too long and a body that has no end are faults.</summary>
internal sealed class WireStream(Stream body, WireLimits limits) : Stream
{
    private long _read;

    /// <summary>The same content, with its headers, read through this.</summary>
    public static async Task<HttpContent> AroundAsync(HttpContent content, WireLimits limits, CancellationToken cancel)
    {
        var around = new StreamContent(new WireStream(await content.ReadAsStreamAsync(cancel), limits));
        foreach (var (name, values) in content.Headers) around.Headers.TryAddWithoutValidation(name, values);
        return around;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Before the first byte the model may think for as long as the agent may.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (_read > 0) patience.CancelAfter(limits.Silence);
        try
        {
            var count = await body.ReadAsync(buffer, patience.Token);
            _read += count;
            if (_read > limits.Bytes) throw new ModelException($"The model's server sent more than {limits.Bytes / 1024:N0} KiB in one answer and was cut off.") { Kind = "too_large" };
            return count;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModelException($"The model's server stopped in the middle of its answer: nothing came for {limits.Silence.TotalSeconds:0.#} s.") { Kind = "timeout" };
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new ModelException("The connection to the model's server broke in the middle of its answer.", e) { Kind = "connection" };
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("An answer is read as it comes.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) body.Dispose();
        base.Dispose(disposing);
    }
}
