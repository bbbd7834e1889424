using System.Net;
using System.Net.Sockets;

namespace Baton.Browser.Tests.Running;

/// <summary>A load balancer of the smallest kind: every connection goes to the node that it leads to at that moment.</summary>
internal sealed class Door : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public Door(Uri leadsTo)
    {
        LeadsTo = leadsTo;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The node behind it.</summary>
    public Uri LeadsTo { get; set; }

    /// <summary>Where people knock.</summary>
    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // It is closed.
        }
    }

    private async Task CarryAsync(TcpClient caller)
    {
        using (caller)
        using (var node = new TcpClient())
        {
            try
            {
                await node.ConnectAsync(LeadsTo.Host, LeadsTo.Port, _stop.Token);
                await Task.WhenAny(caller.GetStream().CopyToAsync(node.GetStream(), _stop.Token), node.GetStream().CopyToAsync(caller.GetStream(), _stop.Token));
            }
            catch (Exception gone) when (gone is SocketException or IOException or OperationCanceledException)
            {
                // The caller sees a connection that ended.
            }
        }
    }
}
