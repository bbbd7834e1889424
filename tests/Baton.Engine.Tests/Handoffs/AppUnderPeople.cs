using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Baton.Engine.Storage;
using Baton.Engine.Tests.Faults;

namespace Baton.Engine.Tests.Handoffs;

/// <summary>The real app, killed and started again while people and agents call it; who loses an answer asks again.</summary>
internal sealed class AppUnderPeople : IDisposable
{
    private readonly StorageOptions _storage;
    private Task<AppProcess> _app;
    private int _lost;
    private bool _isOver;

    public AppUnderPeople(StorageOptions storage)
    {
        _storage = storage;
        _app = StartAsync();
    }

    /// <summary>How many answers were lost, so that the same was asked again.</summary>
    public int Lost => _lost;

    /// <summary>SIGKILL, and a new process on the same data.</summary>
    public async Task KillAsync()
    {
        var killed = await _app;
        killed.Kill();
        killed.Dispose();
        _app = StartAsync();
        await _app;
    }

    /// <summary>Calls the API until it answers.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Json)> PostAsync(string path, object? body, string? person = null)
    {
        while (true)
        {
            var app = await _app;
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/" + path) { Content = JsonContent.Create(body ?? new { }) };
                if (person is not null) request.Headers.Add("Baton-On-Behalf-Of", person);
                using var answer = await app.Client.SendAsync(request);
                if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)) return (answer.StatusCode, await JsonOf(answer));
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or ObjectDisposedException or IOException)
            {
                Interlocked.Increment(ref _lost);
            }

            await Task.Delay(20);
        }
    }

    /// <summary>Reads until it answers.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        while (true)
        {
            try
            {
                return await (await _app).Client.GetFromJsonAsync<JsonElement>("/api/v1/" + path);
            }
            catch (Exception e) when (e is HttpRequestException { StatusCode: null } or OperationCanceledException or ObjectDisposedException or IOException)
            {
                await Task.Delay(20);
            }
        }
    }

    /// <summary>SIGKILL, for good.</summary>
    public void Dispose()
    {
        if (!_isOver && _app.IsCompletedSuccessfully) _app.Result.Dispose();
        _isOver = true;
    }

    // A minute passes in a second, so that offers lapse, ends come due and sleepers wake while the test looks on.
    private Task<AppProcess> StartAsync() => AppProcess.StartAsync(_storage, "--Baton:Testing=true", "--Baton:Clock:Rate=60");

    private static async Task<JsonElement> JsonOf(HttpResponseMessage answer) => await answer.Content.ReadAsByteArrayAsync() is { Length: > 0 } body ? JsonElement.Parse(body) : default;
}
