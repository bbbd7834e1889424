using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Baton.Engine.Agents.Calling.Http;
using Baton.Engine.Credentials;

namespace Baton.Engine.Channels.Sending;

/// <summary>Posts what is to be done to a web address, signed as Standard Webhooks say; the action's id is the message's.</summary>
internal sealed class WebhookSender(Posting posting, ICredentials credentials) : IChannelSender
{
    public ChannelKind Kind => ChannelKind.Webhook;

    public Task SendAsync(Outgoing outgoing, CancellationToken cancel)
    {
        var (channel, action) = (outgoing.Channel, outgoing.Action);
        var body = Posting.Bytes(json => Write(json, outgoing));
        return posting.PostAsync(outgoing, channel.Address!, body, (request, now) =>
        {
            var id = action.Proposal.Id;
            request.Headers.TryAddWithoutValidation(StandardWebhook.Id, id);
            request.Headers.TryAddWithoutValidation("Idempotency-Key", id);
            request.Headers.Add(StandardWebhook.Timestamp, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            if (channel.Credential is { } credential) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credentials.Reveal(action.Workspace, credential, channel.Address!));
            if (channel.Secret is not { } secret) return;
            try
            {
                request.Headers.Add(StandardWebhook.Signature, StandardWebhook.Sign(string.Join(' ', credentials.RevealAll(action.Workspace, secret, channel.Address!)), id, now, body));
            }
            catch (FormatException fault)
            {
                throw new ChannelException($"The credential {secret} of the channel {channel.Name} cannot sign. {fault.Message}");
            }
        }, cancel);
    }

    private static void Write(Utf8JsonWriter json, Outgoing outgoing)
    {
        var (action, proposal) = (outgoing.Action, outgoing.Action.Proposal);
        json.WriteString("id", proposal.Id);
        json.WriteString("kind", proposal.Kind);
        json.WriteString("customer", action.Customer);
        if (outgoing.To is { } to) json.WriteString("to", to);
        json.WriteStartArray("addresses");
        foreach (var address in action.Addresses) json.WriteStringValue(address.ToString());
        json.WriteEndArray();
        json.WriteString(proposal.IsPersons ? "person" : "agent", proposal.Agent);
        if (action.Department is { } department) json.WriteString("department", department);
        if (proposal.Purpose is { } purpose) json.WriteString("purpose", purpose);
        if (proposal.Text is { } text) json.WriteString("text", text);
        if (proposal.Data.ValueKind != JsonValueKind.Object) return;
        json.WritePropertyName("data");
        proposal.Data.WriteTo(json);
    }
}
