using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Baton.Engine.Tests.Agents.Calling.Llm;

/// <summary>
/// A model's server on loopback, which speaks OpenAI's chat completions and Anthropic's messages as they go over the wire, streamed. It answers what the
/// test scripted, one answer a request, then by <see cref="Always"/>. It is written on a bare socket, so that it can also break off, hang and never end.
/// </summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly ConcurrentQueue<ModelScript> _scripts = new();
    private readonly ConcurrentQueue<SeenRequest> _seen = new();
    private readonly ConcurrentDictionary<Task, byte> _connections = new();
    private readonly SemaphoreSlim _asked = new(0);
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _accepting;

    /// <summary>Listens at once; port 0 is any free one.</summary>
    public ModelServer(int port = 0)
    {
        if (port != 0) _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What an LLM agent's definition is given as address: <c>…/v1</c> for OpenAI, the bare one for Anthropic.</summary>
    public Uri OpenAi => new($"http://127.0.0.1:{Port}/v1");

    /// <inheritdoc cref="OpenAi"/>
    public Uri Anthropic => new($"http://127.0.0.1:{Port}");

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What was asked, oldest first.</summary>
    public IReadOnlyList<SeenRequest> Seen => [.. _seen];

    /// <summary>Answers when the script is at its end. Usually a 500, since nothing was scripted.</summary>
    public Func<SeenRequest, ModelScript> Always { get; set; } = _ => ModelScript.Refused(500, """{"error":{"message":"Nothing is scripted."}}""");

    /// <summary>Waits until it is asked once more.</summary>
    public async Task AskedAsync(CancellationToken cancel) => Assert.True(await _asked.WaitAsync(TimeSpan.FromSeconds(30), cancel), "Nobody asked the model's server.");

    /// <summary>Ends when a caller went away in the middle of an answer.</summary>
    public Task CallerLeft => _left.Task;

    /// <summary>Adds answers to the script.</summary>
    public ModelServer Then(params ModelScript[] scripts)
    {
        foreach (var script in scripts) _scripts.Enqueue(script);
        return this;
    }

    /// <summary>Turns it off; once more does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_over.IsCancellationRequested) return;
        await _over.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = ServeAsync(await _listener.AcceptSocketAsync(_over.Token));
                _connections.TryAdd(connection, 0);
                _ = connection.ContinueWith(done => _connections.TryRemove(done, out _), TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var own = socket;
        await using var stream = new NetworkStream(socket);
        try
        {
            if (await ReadAsync(stream) is not { } request) return;
            _seen.Enqueue(request);
            _asked.Release();
            await AnswerAsync(socket, stream, request, _scripts.TryDequeue(out var script) ? script : Always(request));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            if (!_over.IsCancellationRequested) _left.TrySetResult();
        }
    }

    private async Task AnswerAsync(Socket socket, NetworkStream stream, SeenRequest request, ModelScript script)
    {
        await script.Before.WaitAsync(_over.Token);
        var head = new StringBuilder($"HTTP/1.1 {script.Status} Said\r\nContent-Type: {script.ContentType}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n");
        foreach (var (name, value) in script.Headers) head.Append(name).Append(": ").Append(value).Append("\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), _over.Token);
        foreach (var (i, piece) in script.PiecesFor(request).Index())
        {
            if (i == script.BreaksAfter)
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0); // reset, not closed
                return;
            }

            if (i == script.HangsAfter)
            {
                // Silent until the caller goes away.
                if (await stream.ReadAsync(new byte[1], _over.Token) == 0) throw new IOException("The caller left.");
                return;
            }

            await ChunkAsync(stream, piece);
        }

        await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), _over.Token);
    }

    private async Task ChunkAsync(NetworkStream stream, string piece)
    {
        var bytes = Encoding.UTF8.GetBytes(piece);
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8], _over.Token);
    }

    private async Task<SeenRequest?> ReadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!(head is [.., 13, 10, 13, 10]))
        {
            if (await stream.ReadAsync(one, _over.Token) == 0) return null;
            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(p => p[0], p => p.Length > 1 ? p[1] : "", StringComparer.OrdinalIgnoreCase);
        var body = headers.TryGetValue("Content-Length", out var length) ? await BytesAsync(stream, int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)) : await ChunksAsync(stream);
        return new SeenRequest(lines[0].Split(' ')[1], headers, body.Length == 0 ? default : JsonElement.Parse(body));
    }

    private async Task<byte[]> BytesAsync(NetworkStream stream, int length)
    {
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, _over.Token);
        return body;
    }

    private async Task<byte[]> ChunksAsync(NetworkStream stream)
    {
        var body = new List<byte>();
        while (true)
        {
            var line = "";
            while (!line.EndsWith("\r\n", StringComparison.Ordinal)) line += (char)(await BytesAsync(stream, 1))[0];
            var length = int.Parse(line.Trim(), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
            body.AddRange(await BytesAsync(stream, length));
            await BytesAsync(stream, 2);
            if (length == 0) return [.. body];
        }
    }
}

/// <summary>A request as it came over the wire.</summary>
internal sealed record SeenRequest(string Path, IReadOnlyDictionary<string, string> Headers, JsonElement Body)
{
    public bool IsAnthropic => Path.EndsWith("/messages", StringComparison.Ordinal);
}
