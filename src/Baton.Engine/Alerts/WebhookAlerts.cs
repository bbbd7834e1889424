using System.Net.Http.Headers;
using Baton.Core.Events;
using Baton.Engine.Credentials;
using Baton.Engine.Outbound;

namespace Baton.Engine.Alerts;

/// <summary>Posts alerts to Slack-compatible incoming webhooks.</summary>
internal sealed class WebhookAlerts(IOutbound outbound, ICredentials credentials) : IAlertSender
{
    public bool Carries(AlertRoute route) => route.Address is not null;

    public async Task SendAsync(string workspace, AlertRoute route, AlertText alert, CancellationToken cancel)
    {
        var address = route.Address!;
        try
        {
            if (route.Credential is { } credential) address = new Uri(address.ToString().TrimEnd('/') + "/" + credentials.Reveal(workspace, credential, address).TrimStart('/'));
            using var client = outbound.ClientOf(workspace);
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(Payload.Of(json => json.WriteString("text", alert.Text)).GetRawText())) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.TryAddWithoutValidation("Idempotency-Key", alert.Id);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (!response.IsSuccessStatusCode) throw new AlertException($"{route.Address!.Authority} answered {(int)response.StatusCode}{Hint((int)response.StatusCode)}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new AlertException($"{route.Address!.Authority} could not be reached: {e.Message}");
        }
        catch (Exception e) when (e is OutboundRefusedException or CredentialException)
        {
            throw new AlertException(e.Message);
        }
    }

    private static string Hint(int status) => status is 401 or 403 or 404 or 410 ? ". The webhook may have been removed there: make a new one and put its end into the credential." : ".";
}
