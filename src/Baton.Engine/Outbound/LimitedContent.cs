using System.Net;

namespace Baton.Engine.Outbound;

/// <summary>An answer that is read up to a limit.</summary>
internal sealed class LimitedContent : HttpContent
{
    private readonly HttpContent _content;
    private readonly string _host;
    private readonly long _most;

    public LimitedContent(HttpContent content, string host, long most)
    {
        (_content, _host, _most) = (content, host, most);
        foreach (var (name, values) in content.Headers.NonValidated) Headers.TryAddWithoutValidation(name, values);
    }

    protected override async Task<Stream> CreateContentReadStreamAsync() => new LimitedStream(await _content.ReadAsStreamAsync(), _host, _most);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) => new LimitedStream(await _content.ReadAsStreamAsync(cancellationToken), _host, _most);

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => new LimitedStream(_content.ReadAsStream(cancellationToken), _host, _most);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var limited = await CreateContentReadStreamAsync(cancellationToken);
        await limited.CopyToAsync(stream, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _content.Headers.ContentLength ?? 0;
        return _content.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _content.Dispose();
        base.Dispose(disposing);
    }
}
