using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Baton.Web.Tests.Timeline;

/// <summary>The hub as a SignalR client speaks to it, in its JSON protocol over a web socket.</summary>
public sealed class LiveHubTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const char End = '\u001e';

    [Fact]
    public async Task The_timeline_streams_what_is_committed_in_the_shape_of_the_list()
    {
        using var socket = await ConnectAsync("?access_token=" + ApiApp.Key);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        await SendAsync(socket, """{"type":4,"invocationId":"1","target":"Timeline","arguments":[{"type":"live.*"}]}""");
        await Task.Delay(500, TestContext.Current.CancellationToken);

        await app.EventAsync("dead.x");
        var seq = await app.EventAsync("live.x", "email:live@example.com");

        var item = await NextAsync(socket, message => message.TryGetProperty("item", out _));
        Assert.Equal((seq, "live.x"), (item.GetProperty("item").GetProperty("seq").GetInt64(), item.GetProperty("item").GetProperty("type").GetString()));
        var listed = (await app.GetAsync("timeline?type=live.x")).Items.Single();
        Assert.True(JsonElement.DeepEquals(listed, item.GetProperty("item")), $"{listed} {item}");
    }

    [Fact]
    public async Task It_needs_a_key()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync("?access_token=wrong"));
        Assert.Equal(401, (await app.SendAsync(HttpMethod.Post, "/hubs/live/negotiate", key: null)).Status);
    }

    private async Task<WebSocket> ConnectAsync(string query) =>
        await app.Server.CreateWebSocketClient().ConnectAsync(new Uri(app.Server.BaseAddress, "hubs/live" + query), TestContext.Current.CancellationToken);

    private static Task SendAsync(WebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    private static async Task<JsonElement> NextAsync(WebSocket socket, Func<JsonElement, bool> isIt)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        var buffer = new byte[64 * 1024];
        var text = "";
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, limit.Token);
            text += Encoding.UTF8.GetString(buffer, 0, received.Count);
            while (text.IndexOf(End, StringComparison.Ordinal) is var end and >= 0)
            {
                var message = JsonElement.Parse(text[..end]);
                text = text[(end + 1)..];
                if (isIt(message)) return message;
            }
        }
    }
}
