using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Baton.Engine.Clocks;
using Baton.Engine.Tests.Storage;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests;

/// <summary>What the API answered.</summary>
public sealed record Answer(int Status, JsonElement Json, HttpResponseHeaders Headers)
{
    public string? Text(string member) => Json.GetProperty(member).GetString();

    public JsonElement this[string member] => Json.GetProperty(member);

    /// <summary>The pointers of the faults named.</summary>
    public IReadOnlyList<string> Faults => Json.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateArray().Select(e => e.GetProperty("pointer").GetString()!)] : [];

    public IReadOnlyList<JsonElement> Items => [.. Json.GetProperty("items").EnumerateArray()];
}

/// <summary>The real app on a fresh data folder with a clock that can be moved, called as other programs call it.</summary>
public sealed class ApiApp : WebApplicationFactory<Program>
{
    public const string Key = "a-key-for-tests";

    private readonly string? _postgres = TestPostgres.MakeDatabase();
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("baton-api-");
    private readonly (string Key, string Value)[] _settings;

    public ApiApp() : this([])
    {
    }

    private ApiApp((string Key, string Value)[] settings) => _settings = settings;

    public static ApiApp With(params (string Key, string Value)[] settings) => new(settings);

    /// <summary>The clock of invitations, when it is not the machine's; to be said before the first call.</summary>
    public TimeProvider? Doors { get; set; }

    /// <summary>More that the app is made of; to be said before the first call.</summary>
    public Action<IServiceCollection>? More { get; set; }

    public AppClock Clock => Services.GetRequiredService<AppClock>();

    /// <summary>Whether its database is a file in the data folder.</summary>
    public bool IsEmbedded => _postgres is null;

    /// <summary>The data folder.</summary>
    public string Data => Path.Combine(_data.FullName, "made-when-missing");

    public HttpClient Caller(string? key = Key)
    {
        var client = CreateClient();
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, string? json = null, string? onBehalfOf = null) =>
        SendAsync(HttpMethod.Post, path, json, headers: onBehalfOf is null ? [] : [("Baton-On-Behalf-Of", onBehalfOf)]);

    public Task<Answer> PutAsync(string path, string json) => SendAsync(HttpMethod.Put, path, json);

    /// <summary>Sends one event in structured mode and returns its seq.</summary>
    public async Task<long> EventAsync(string type, string? subject = null, string data = "{}")
    {
        var named = subject is null ? "" : $"\"subject\":\"{subject}\",";
        var answer = await SendAsync(HttpMethod.Post, "events", $$"""{"specversion":"1.0","id":"{{Guid.NewGuid()}}","source":"/tests","type":"{{type}}",{{named}}"data":{{data}}}""", "application/cloudevents+json");
        Assert.Equal(202, answer.Status);
        return answer["events"][0].GetProperty("seq").GetInt64();
    }

    public async Task<Answer> PublishAsync(string policy)
    {
        var draft = await PutAsync("policies/draft", policy);
        Assert.True(draft.Status == 200, draft.Json.ToString());
        return await PostAsync("policies/draft/publish", """{"note":"test"}""");
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body = null, string contentType = "application/json", (string Name, string Value)[]? headers = null, string? key = Key)
    {
        using var client = Caller(key);
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : "/api/v1/" + path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        foreach (var (name, value) in headers ?? []) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer((int)response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text), response.Headers);
    }

    /// <summary>Asks again until it is so; a timer or a worker needs a moment.</summary>
    public static async Task<Answer> UntilAsync(Func<Task<Answer>> ask, Func<Answer, bool> isSo)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await ask();
            if (isSo(answer) || tries == 100) return answer;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        if (_postgres is not null) builder.UseSetting("Baton:Database", "Postgres").UseSetting("ConnectionStrings:Baton", _postgres);
        builder.UseEnvironment("Production").UseSetting("Baton:Data", Data).UseSetting("Baton:Testing", "true").UseSetting("Baton:Clock:Start", "2026-11-23T10:00:00Z")
            .UseSetting("Baton:Bootstrap:ApiKey", Key).UseSetting("Logging:LogLevel:Default", "Error");
        foreach (var (key, value) in _settings) builder.UseSetting(key, value);
        if (More is { } more) builder.ConfigureTestServices(more);
        if (Doors is { } time) builder.ConfigureTestServices(services => services.AddSingleton(new DoorClock(time)));
    }

    /// <summary>Stops the app; its data folder stays until it is disposed of.</summary>
    public async Task StopAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        TestPostgres.Drop(_postgres);
        _data.Delete(recursive: true);
    }
}
