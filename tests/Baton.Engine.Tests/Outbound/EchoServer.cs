using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Baton.Engine.Tests.Outbound;

/// <summary>A server on loopback that answers each request by what the test says; else with all that it was sent, as a hostile one may.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private int _calls;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    public int Calls => Volatile.Read(ref _calls);

    public string LastRequest { get; private set; } = "";

    /// <summary>Makes the whole answer, head and body, of the whole request.</summary>
    public Func<string, string> Answer { get; set; } = request => $"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {Encoding.UTF8.GetByteCount(request)}\r\nConnection: close\r\n\r\n{request}";

    public static EchoServer Start()
    {
        var server = new EchoServer();
        server._listener.Start();
        server._running = server.RunAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        try
        {
            var (request, buffer) = (new StringBuilder(), new byte[8192]);
            while (!IsWhole(request.ToString()))
            {
                var read = await stream.ReadAsync(buffer, _stop.Token);
                if (read == 0) return;
                request.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }

            LastRequest = request.ToString();
            Interlocked.Increment(ref _calls);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(Answer(LastRequest)), _stop.Token);
        }
        catch (IOException)
        {
            // The caller went away.
        }
    }

    private static bool IsWhole(string request)
    {
        var head = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (head < 0) return false;
        var length = request[..head].Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return length is null || request.Length - head - 4 >= int.Parse(length["Content-Length:".Length..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
