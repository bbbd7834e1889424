using System.Net.Http.Headers;
using System.Text.Json;
using Baton.Engine.Agents.Calling.Http;
using Baton.Engine.Outbound;

namespace Baton.Engine.Channels.Sending;

/// <summary>Posts JSON for a channel: anything but 2xx has not gone out.</summary>
internal sealed class Posting(IOutbound outbound, TimeProvider clock)
{
    private const int MostOfAnswer = 64 * 1024;

    public async Task PostAsync(Outgoing outgoing, Uri address, byte[] body, Action<HttpRequestMessage, DateTimeOffset> prepare, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        prepare(request, now);
        try
        {
            using var response = await outbound.ClientOf(outgoing.Action.Workspace).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (response.IsSuccessStatusCode) return;
            var answer = await LimitedBody.ReadAsync(response.Content, MostOfAnswer, cancel);
            throw new ChannelException($"The channel {outgoing.Channel.Name} did not take it. {HttpRefusal.Of(response, answer, now).Detail}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ChannelException($"The channel {outgoing.Channel.Name} could not be reached at {address.Authority}: {e.Message}");
        }
        catch (OutboundRefusedException refused)
        {
            throw new ChannelException(refused.Message);
        }
    }

    public static byte[] Bytes(Action<Utf8JsonWriter> members) => System.Text.Encoding.UTF8.GetBytes(Core.Events.Payload.Of(members).GetRawText());
}
