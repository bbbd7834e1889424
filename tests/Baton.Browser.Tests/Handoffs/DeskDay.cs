using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Baton.Browser.Tests.Running;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Handoffs;
using Microsoft.EntityFrameworkCore;

namespace Baton.Browser.Tests.Handoffs;

/// <summary>A desk with cases and people, made over the API, and its log afterwards.</summary>
internal sealed class DeskDay : IAsyncDisposable
{
    private readonly HttpClient _http = new();

    private DeskDay(RunningApp app) => App = app;

    public RunningApp App { get; }

    public static async Task<DeskDay> StartAsync(int cases)
    {
        var day = new DeskDay(await RunningApp.StartAsync("--Baton:Bootstrap:AdminEmail=ada@example.com", $"--Baton:Bootstrap:AdminPassword={Person.Password}", $"--Baton:Bootstrap:ApiKey={OutsideProgram.ApiKey}"));
        day._http.BaseAddress = new Uri(day.App.Address);
        day._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", OutsideProgram.ApiKey);
        await day.SendAsync(HttpMethod.Put, "agents/outreach", new { department = "sales", kind = "pull" });
        await day.SendAsync(HttpMethod.Put, "agents/triage", new { department = "support", kind = "pull" });
        await day.SendAsync(HttpMethod.Put, "agents/second", new { department = "support", kind = "pull" });
        await day.SendAsync(HttpMethod.Put, "policies/draft", JsonElement.Parse($$"""{"departments":["support","sales"],{{DeskProof.Policy}}}"""));
        await day.SendAsync(HttpMethod.Post, "policies/draft/publish", new { note = "The desk" });
        for (var i = 0; i < cases; i++) await day.OpenAsync(i, $"email:c{i % Math.Max(1, cases / 2)}@example.com");
        return day;
    }

    /// <summary>An agent wants what needs a person's yes, or something comes that goes to people.</summary>
    public Task OpenAsync(int i, string customer) => (i % 3) switch
    {
        0 => AskAsync($"r-{i}", customer, "refund", "self"),
        1 => AskAsync($"u-{i}", customer, "customer.update", "baton"),
        _ => SendAsync(HttpMethod.Post, "events", new { specversion = "1.0", id = $"q-{i}", source = "browser-tests", type = "complaint.received", subject = customer, data = new { text = "This is bad." } }, "application/cloudevents+json"),
    };

    /// <summary>An agent asks whether it may write to a customer.</summary>
    public Task ContactAsync(int i, string customer) => AskAsync($"contact-{i}", customer, "contact.email", "self");

    /// <summary>From here on customers are answered by e-mail.</summary>
    public Task ReachByMailAsync(int port) => SendAsync(HttpMethod.Put, "channels/mail", new { kind = "email", does = new[] { "contact.email" }, host = "127.0.0.1", port, security = "none", from = "support@example.com" });

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        for (var began = Stopwatch.GetTimestamp(); !await isSo(); await Task.Delay(50)) Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20), $"Not within 20 s: {what}.");
    }

    /// <summary>The way in for a new member.</summary>
    public async Task<string> InviteAsync(string email, string name)
    {
        var member = await SendAsync(HttpMethod.Post, "members", new { email, name, role = "HumanAgent" });
        return member.GetProperty("invitation").GetProperty("url").GetString()!;
    }

    /// <summary>The ids of all handoffs, the latest first.</summary>
    public async Task<IReadOnlyList<string>> HandoffsAsync() =>
        [.. (await _http.GetFromJsonAsync<JsonElement>("/api/v1/handoffs?limit=500")).GetProperty("items").EnumerateArray().Select(h => h.GetProperty("id").GetString()!)];

    /// <summary>Waits until nothing is about to end, ends the app, and reads what must hold.</summary>
    public async Task<(DeskLog Log, int Cases)> ProveAsync()
    {
        for (var tries = 0; tries < 100 && (await _http.GetStringAsync("/api/v1/handoffs?limit=500")).Contains("\"ends\":\"", StringComparison.Ordinal); tries++) await Task.Delay(200);
        await Task.Delay(500); // what Baton does itself after the last end
        App.Kill();
        using var database = new StorageOptions { Data = App.Data }.Open();
        var builder = new DbContextOptionsBuilder<BatonDb>();
        database.Use(builder);
        await using var db = new BatonDb(builder.Options);
        IReadOnlyList<LogRow> log = await db.Log.OrderBy(r => r.Seq).ToListAsync();
        var rows = await db.Handoffs.ToDictionaryAsync(h => h.Id);
        return (DeskProof.Holds(log, rows), rows.Count);
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return App.DisposeAsync();
    }

    private Task<JsonElement> AskAsync(string id, string customer, string kind, string execute) =>
        SendAsync(HttpMethod.Post, "actions", new { id, agent = "outreach", customer, kind, purpose = kind == "contact.email" ? "reply" : null, text = "Hello", data = new { attributes = new { plan = "gold" } }, execute });

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object body, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, "/api/v1/" + path) { Content = JsonContent.Create(body, new MediaTypeHeaderValue(type)) };
        using var answer = await _http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
