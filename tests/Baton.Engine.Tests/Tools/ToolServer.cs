using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Baton.Engine.Tests.Tools;

/// <summary>A web server of the test's own on loopback, that answers as it is told and remembers what it was asked.</summary>
internal sealed class ToolServer : IDisposable
{
    public const string Secret = "shop-key-93b1-4711";

    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public ToolServer()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public string Address { get; }

    public ConcurrentQueue<Asked> Requests { get; } = new();

    /// <summary>What it answers; <c>{"ok":true}</c> until told otherwise.</summary>
    public Func<Asked, Answer> Answers { get; set; } = _ => new Answer("""{"ok":true}""");

    public void Dispose()
    {
        _listener.Abort();
        _serving.Wait(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        var asked = new Asked(context.Request.HttpMethod, context.Request.RawUrl!, context.Request.Headers["Idempotency-Key"], context.Request.Headers["Authorization"], await reader.ReadToEndAsync());
        Requests.Enqueue(asked);
        var answer = Answers(asked);
        if (answer.Hangs) return;
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.Type;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer.Body));
        context.Response.Close();
    }

    internal sealed record Asked(string Method, string Path, string? Key, string? Authorization, string Body);

    internal sealed record Answer(string Body, int Status = 200, string Type = "application/json", bool Hangs = false);
}
