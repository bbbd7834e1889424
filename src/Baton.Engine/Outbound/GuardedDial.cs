using System.Net;
using System.Net.Sockets;

namespace Baton.Engine.Outbound;

/// <summary>
/// Finds a host's addresses itself and connects to one that was looked at, so that a name cannot lead elsewhere between the look and the connection.
/// </summary>
internal sealed class GuardedDial(OutboundDesk desk, OutboundOptions options, string workspace)
{
    public ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel) =>
        ConnectAsync(context.InitialRequestMessage.RequestUri!, context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancel);

    public async ValueTask<Stream> ConnectAsync(Uri target, string host, int port, CancellationToken cancel)
    {
        var addresses = IPAddress.TryParse(host, out var written) ? [written] : await options.Resolve(host, cancel);
        if (addresses.Length == 0) throw new SocketException((int)SocketError.HostNotFound);
        var open = Array.FindAll(addresses, address => desk.WhyNot(workspace, host, port, address) is null);
        if (open.Length == 0) throw Refused(target, host, port, addresses[0]);
        for (var i = 0; ; i++)
        {
            var socket = new Socket(open[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(open[i], port), cancel);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (i + 1 < open.Length)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    private OutboundRefusedException Refused(Uri target, string host, int port, IPAddress address)
    {
        var what = desk.WhyNot(workspace, host, port, address);
        var leads = IPAddress.TryParse(host, out _) ? $"{host} is {what}" : $"{host} leads to {address}, which is {what}";
        var allow = !PublicAddresses.IsNear(address) || IPAddress.TryParse(host, out _) ? new IPEndPoint(PublicAddresses.Plain(address), port).ToString() : $"{host}:{port}";
        return new OutboundRefusedException($"Baton did not call {target.GetLeftPart(UriPartial.Authority)}: {leads}. An admin can allow {allow} in the settings, under outbound calls.");
    }
}
