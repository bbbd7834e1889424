using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Baton.Browser.Tests.Running;

/// <summary>A channel or an agent elsewhere that talks to Baton over HTTP.</summary>
public sealed class OutsideProgram : IDisposable
{
    public const string ApiKey = "browser-tests-0123456789";

    private readonly HttpClient _http;
    private int _sent;

    public OutsideProgram(RunningApp app)
    {
        _http = new HttpClient { BaseAddress = new Uri(app.Address) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey);
    }

    /// <summary>Tells Baton of an event.</summary>
    public Task TellAsync(string customer, string type, object? data = null) => TellAsync([(customer, type, data)]);

    /// <summary>Tells Baton of many at once.</summary>
    public async Task TellAsync(IEnumerable<(string Customer, string Type, object? Data)> events)
    {
        var batch = events.Select(one => new { specversion = "1.0", id = $"e{Interlocked.Increment(ref _sent)}", source = "browser-tests", type = one.Type, subject = one.Customer, data = one.Data ?? new { } });
        using var content = JsonContent.Create(batch, new MediaTypeHeaderValue("application/cloudevents-batch+json"));
        using var answer = await _http.PostAsync(new Uri("/api/v1/events", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Asks whether an agent may do something, and returns Baton's answer.</summary>
    public async Task<JsonElement> AskAsync(string agent, string customer, string kind, string? purpose = null, object? data = null)
    {
        var action = new { id = $"a{Interlocked.Increment(ref _sent)}", agent, customer, kind, purpose, text = "Shall we?", data = data ?? new { }, execute = "self" };
        using var answer = await _http.PostAsJsonAsync("/api/v1/actions", action);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Defines an agent that fetches its work.</summary>
    public async Task DefineAsync(string agent, string department)
    {
        using var answer = await _http.PutAsJsonAsync($"/api/v1/agents/{agent}", new { department, kind = "pull" });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Drops the draft of the policy, if there is one.</summary>
    public async Task DiscardAsync()
    {
        using var answer = await _http.DeleteAsync(new Uri("/api/v1/policies/draft", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What Baton calls a customer.</summary>
    public async Task<string> IdOfAsync(string customer) =>
        (await _http.GetFromJsonAsync<JsonElement>($"/api/v1/customers/{customer}")).GetProperty("id").GetString()!;

    public void Dispose() => _http.Dispose();
}
