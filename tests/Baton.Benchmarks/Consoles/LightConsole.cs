using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Baton.Benchmarks.Consoles;

/// <summary>
/// One open page without a browser: speaks the protocol of Blazor's circuits as <c>blazor.web.js</c> does, takes every redraw and says that it was drawn, answers the page's
/// calls into the browser with nothing, and claims to have room for the rows of a virtual list. It costs next to nothing, so that what is measured is the server.
/// </summary>
internal sealed partial class LightConsole : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly TaskCompletionSource _drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _closed = new();
    private readonly Action<ReadOnlyMemory<byte>> _redraw;
    private Task _reading = Task.CompletedTask;
    private Task _pinging = Task.CompletedTask;
    private int _calls;

    private LightConsole(Action<ReadOnlyMemory<byte>> redraw) => _redraw = redraw;

    /// <summary>What ended the circuit, if something did.</summary>
    public string? Fault { get; private set; }

    /// <summary>Opens a page for a visitor who is signed in; done when the page has drawn itself for the first time.</summary>
    public static async Task<LightConsole> OpenAsync(HttpClient visitor, string cookies, string page, Action<ReadOnlyMemory<byte>> redraw)
    {
        var html = await visitor.GetStringAsync(page);
        var console = new LightConsole(redraw);
        var address = new Uri(visitor.BaseAddress!, page);
        using var answer = await visitor.PostAsync("/_blazor/negotiate?negotiateVersion=1", content: null);
        answer.EnsureSuccessStatusCode();
        var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["connectionToken"]!.GetValue<string>();
        console._socket.Options.SetRequestHeader("Cookie", cookies);
        await console._socket.ConnectAsync(new Uri($"ws://{address.Authority}/_blazor?id={Uri.EscapeDataString(token)}"), CancellationToken.None);
        await console._socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        console._reading = console.ReadAsync();
        console._pinging = console.PingAsync();
        await console.CallAsync("StartCircuit", "0", visitor.BaseAddress!.ToString(), address.ToString(), "[]", State().Match(html).Groups[1].Value);
        var operations = Component().Matches(html).Select((match, i) => new JsonObject { ["type"] = "add", ["ssrComponentId"] = i + 1, ["marker"] = JsonNode.Parse(match.Groups[1].Value) });
        await console.CallAsync("UpdateRootComponents", invocation: null, new JsonObject { ["batchId"] = 1, ["operations"] = new JsonArray([.. operations]) }.ToJsonString(), "");
        await console._drawn.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return console;
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _socket.Abort();
        await Task.WhenAll(_reading, _pinging).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _sending.Dispose();
        _closed.Dispose();
    }

    private async Task ReadAsync()
    {
        var (buffer, filled) = (new byte[1 << 16], 0);
        var shaken = false;
        while (!_closed.IsCancellationRequested)
        {
            if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            ValueWebSocketReceiveResult got;
            try
            {
                got = await _socket.ReceiveAsync(buffer.AsMemory(filled), _closed.Token);
            }
            catch (Exception end) when (end is WebSocketException or OperationCanceledException)
            {
                if (!_closed.IsCancellationRequested) Fail(end.Message);
                return;
            }

            if (got.MessageType == WebSocketMessageType.Close)
            {
                Fail(_socket.CloseStatusDescription ?? "closed by the server");
                return;
            }

            filled += got.Count;
            var at = 0;
            if (!shaken && buffer.AsSpan(0, filled).IndexOf((byte)0x1e) is >= 0 and var mark) (shaken, at) = (true, mark + 1);
            while (shaken && PackReader.Prefix(buffer.AsSpan(at, filled - at)) is var (length, head) && filled - at >= head + length)
            {
                await TakeAsync((object?[])new PackReader(buffer.AsSpan(at + head, length)).Read()!);
                at += head + length;
            }

            buffer.AsSpan(at, filled - at).CopyTo(buffer);
            filled -= at;
        }
    }

    // [1, headers, invocation, name, arguments], [3, headers, invocation, kind, result] or [7, error].
    private async Task TakeAsync(object?[] message)
    {
        if (message is [3L, _, _, 1L, string refused, ..]) Fail(refused);
        if (message is [7L, var why, ..]) Fail(why as string ?? "closed by the server");
        if (message is not [1L, _, _, string name, object?[] arguments, ..]) return;
        switch (name)
        {
            case "JS.RenderBatch":
                _redraw((byte[])arguments[1]!);
                await CallAsync("OnRenderCompleted", invocation: null, (long)arguments[0]!, null);
                _drawn.TrySetResult();
                break;
            case "JS.BeginInvokeJS":
                await AnswerAsync((long)arguments[0]!, (string)arguments[1]!, (string?)arguments[2], (long)arguments[3]!);
                break;
            case "JS.Error":
                Fail((string)arguments[0]!);
                break;
        }
    }

    private async Task AnswerAsync(long call, string name, string? arguments, long kind)
    {
        const long Reference = 1; // JSCallResultType.JSObjectReference
        if (call > 0) await CallAsync("EndInvokeJSFromDotNet", invocation: null, call, true, kind == Reference ? $$"""[{{call}},true,{"__jsObjectId":{{++_calls}}}]""" : $"[{call},true,null]");
        if (name.EndsWith("Virtualize.init", StringComparison.Ordinal) && Room().Match(arguments ?? "") is { Success: true } room)
            await CallAsync("BeginInvokeDotNetFromJS", invocation: null, (++_calls).ToString(CultureInfo.InvariantCulture), null, "OnSpacerAfterVisible", long.Parse(room.Groups[1].Value, CultureInfo.InvariantCulture), "[10000,0,700]");
    }

    private async Task PingAsync()
    {
        try
        {
            while (!_closed.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromSeconds(10), _closed.Token);
                await SendAsync(PackWriter.Message(6L));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or WebSocketException)
        {
            // Closed.
        }
    }

    private Task CallAsync(string name, string? invocation, params object?[] arguments) =>
        SendAsync(PackWriter.Message(1L, new Dictionary<string, string>(), invocation, name, arguments, Array.Empty<object?>()));

    private async Task SendAsync(byte[] message)
    {
        await _sending.WaitAsync(_closed.Token);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, _closed.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    private void Fail(string why)
    {
        Fault ??= why;
        _drawn.TrySetException(new InvalidOperationException("The circuit ended: " + why));
    }

    [GeneratedRegex("<!--Blazor:(\\{\"type\":\"server\".*?\\})-->", RegexOptions.Singleline, 1000)]
    private static partial Regex Component();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->", RegexOptions.Singleline, 1000)]
    private static partial Regex State();

    [GeneratedRegex("\"__dotNetObject\":(\\d+)", RegexOptions.None, 1000)]
    private static partial Regex Room();
}
