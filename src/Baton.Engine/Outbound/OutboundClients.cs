using System.Collections.Concurrent;
using System.Net;

namespace Baton.Engine.Outbound;

/// <summary>Makes the clients: all of one workspace share connections, none shares them with another workspace.</summary>
internal sealed class OutboundClients : IOutbound, IDisposable
{
    private const int LongestHeadersKilobytes = 64;

    private readonly OutboundDesk _desk;
    private readonly OutboundOptions _options;
    private readonly ConcurrentDictionary<string, HttpMessageInvoker> _connections = new(StringComparer.Ordinal);

    public OutboundClients(OutboundDesk desk, OutboundOptions options)
    {
        (_desk, _options) = (desk, options);
        _desk.Changed += Forget;
    }

    public HttpClient ClientOf(string workspace) => new(new OutboundHandler(_options, () => _connections.GetOrAdd(workspace, Connect)), disposeHandler: true)
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = _options.LongestAnswer,
    };

    public ValueTask<Stream> DialAsync(string workspace, Uri target, CancellationToken cancel) => new GuardedDial(_desk, _options, workspace).ConnectAsync(target, target.DnsSafeHost, target.Port, cancel);

    public bool IsAllowed(string workspace, Uri target) => _desk.Allows(workspace, target.DnsSafeHost, target.Port);

    public void Dispose()
    {
        _desk.Changed -= Forget;
        foreach (var connections in _connections.Values) connections.Dispose();
    }

    private HttpMessageInvoker Connect(string workspace)
    {
        var dial = new GuardedDial(_desk, _options, workspace);
        return new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false, // a proxy would find the addresses itself, unseen
            AutomaticDecompression = DecompressionMethods.All,
            MaxResponseHeadersLength = LongestHeadersKilobytes,
            MaxResponseDrainSize = 64 * 1024,
            ConnectTimeout = _options.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that a name that moved is noticed
            ConnectCallback = dial.ConnectAsync,
        });
    }

    // Calls under way end as they began; the next ones connect anew. Connections left over close when they are idle.
    private void Forget(string? workspace)
    {
        if (workspace is null) _connections.Clear();
        else _connections.TryRemove(workspace, out _);
    }
}
