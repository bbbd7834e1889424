using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Tools;
using Baton.Engine.Credentials;
using Baton.Engine.Outbound;

namespace Baton.Engine.Tools.Http;

/// <summary>Calls web addresses, each with its arguments in their places and its credential, and with an idempotency key when it changes something.</summary>
internal sealed class HttpToolRunner(IOutbound outbound, ICredentials credentials) : IToolRunner
{
    public bool Runs(ToolDefinition tool) => tool is { Kind: ToolKind.Http, Http: not null };

    public async Task<ToolAnswer> RunAsync(ToolRun run, CancellationToken cancel)
    {
        var call = run.Tool.Http!;
        if (HttpCallParts.Of(call, run.Arguments, out var fault) is not { } parts) return new ToolAnswer($"{run.Tool.Name} was not called: {fault}");
        if (run is { IsTrial: true, Tool.Writes: true }) return new ToolAnswer(null, Preview(parts));
        using var request = RequestOf(parts);
        if (run.Tool.Writes) request.Headers.TryAddWithoutValidation("Idempotency-Key", run.Key);
        if (call.Credential is { } credential) Sign(request, call, credentials.Reveal(run.Workspace, credential, parts.Address));
        using var client = outbound.ClientOf(run.Workspace);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        return await HttpToolAnswer.ReadAsync(run.Tool.Name, response, cancel);
    }

    private static HttpRequestMessage RequestOf(HttpCallParts parts)
    {
        var request = new HttpRequestMessage(HttpMethod.Parse(parts.Method), parts.Address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Baton", "1"));
        if (parts.Body is { } body) request.Content = new StringContent(body.GetRawText(), Encoding.UTF8, "application/json");
        foreach (var (name, value) in parts.Headers) if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content?.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static void Sign(HttpRequestMessage request, HttpCall call, string secret)
    {
        if (call.CredentialHeader is { } header) request.Headers.TryAddWithoutValidation(header, secret);
        else request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
    }

    private static JsonElement Preview(HttpCallParts parts) => Payload.Of(json =>
    {
        json.WriteString("trial", "Nothing was sent. It would have been:");
        json.WriteString("call", $"{parts.Method} {parts.Address.AbsoluteUri}");
        if (parts.Body is not { } body) return;
        json.WritePropertyName("body");
        body.WriteTo(json);
    });
}
