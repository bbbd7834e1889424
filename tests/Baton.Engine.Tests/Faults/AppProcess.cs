using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using Baton.Engine.Storage;
using Baton.Engine.Tests.Walls;

namespace Baton.Engine.Tests.Faults;

/// <summary>The real app as a process on a database. It ends as in a power cut, as far as a process can.</summary>
internal sealed class AppProcess : IDisposable
{
    private const string Key = "a-key-of-the-fault-tests";

    private readonly ConcurrentQueue<string?> _said = new();
    private readonly Process _process;

    private AppProcess(ProcessStartInfo program) => _process = new Process { StartInfo = program };

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromMinutes(3) };

    /// <summary>From the start of the process until it called itself ready.</summary>
    public TimeSpan Recovery { get; private set; }

    /// <summary>What it wrote to its standard output and error.</summary>
    public string Said => string.Join('\n', _said);

    /// <summary>Starts it and waits until it is ready.</summary>
    public static Task<AppProcess> StartAsync(string data, params string[] settings) => StartAsync(new StorageOptions { Data = data }, settings);

    /// <summary>The same on a database of either kind.</summary>
    public static Task<AppProcess> StartAsync(StorageOptions storage, params string[] settings) => StartAsync(storage, where: null, settings);

    /// <summary>The same in a network of its own.</summary>
    public static async Task<AppProcess> StartAsync(StorageOptions storage, Place? where, params string[] settings)
    {
        var app = new AppProcess(Program(storage, where, settings));
        try
        {
            await app.BeReadyAsync();
            return app;
        }
        catch (Exception e)
        {
            app.Dispose();
            throw new InvalidOperationException($"The app did not start: {e.Message}\n{string.Join('\n', app._said.TakeLast(30))}", e);
        }
    }

    /// <summary>Starts it on what it should refuse; answers when it has ended.</summary>
    /// <returns>Its exit code and what it said.</returns>
    public static async Task<(int Code, string Said)> RefusedAsync(string data)
    {
        using var app = new AppProcess(Program(new StorageOptions { Data = data }, where: null, []));
        app.Begin();
        await app._process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        app._process.WaitForExit(); // until everything it said is here
        return (app._process.ExitCode, app.Said);
    }

    /// <summary>SIGTERM: it ends as it would be asked to; answers when it has.</summary>
    public async Task EndAsync()
    {
        Machine.Run("kill", "-TERM", Id);
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>SIGKILL: nothing of it runs any more, no handler, no flush.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGSTOP: it stands still, and knows nothing of it.</summary>
    public void Freeze() => Machine.Run("kill", "-STOP", Id);

    /// <summary>SIGCONT: it goes on where it stood.</summary>
    public void Thaw() => Machine.Run("kill", "-CONT", Id);

    /// <summary>What its health endpoint says: the reasons why it is not ready, none when it is.</summary>
    public async Task<IReadOnlyList<string>> ReasonsAsync()
    {
        using var answer = await Client.GetAsync("/healthz/ready");
        using var said = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        return [.. said.RootElement.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!)];
    }

    /// <summary>Asks for its health until it is so.</summary>
    public async Task<IReadOnlyList<string>> UntilAsync(Func<IReadOnlyList<string>, bool> isSo)
    {
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(50))
        {
            var reasons = await ReasonsAsync();
            if (isSo(reasons)) return reasons;
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30), $"Its health says, after 30 s: {string.Join(" | ", reasons)}");
        }
    }

    public void Dispose()
    {
        Kill();
        _process.WaitForExit();
        _process.Dispose();
        Client.Dispose();
    }

    private string Id => _process.Id.ToString(CultureInfo.InvariantCulture);

    private void Begin()
    {
        _process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data);
        _process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task BeReadyAsync()
    {
        var began = Stopwatch.GetTimestamp();
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Split("Now listening on: ") is [_, var address, ..]) listening.TrySetResult(new Uri(address.Split('"')[0].Trim())); // as text or in JSON
        };
        Begin();
        _ = _process.WaitForExitAsync().ContinueWith(_ => listening.TrySetException(new InvalidOperationException($"It ended with {_process.ExitCode}.")), TaskScheduler.Default);
        Client.BaseAddress = await listening.Task.WaitAsync(TimeSpan.FromMinutes(3));
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        while (!(await Client.GetAsync("/healthz/ready")).IsSuccessStatusCode) await Task.Delay(20);
        Recovery = Stopwatch.GetElapsedTime(began);
    }

    private static string[] Server(string? postgres) => postgres is null ? [] : ["--Baton:Database=Postgres", $"--ConnectionStrings:Baton={postgres}"];

    private static ProcessStartInfo Program(StorageOptions storage, Place? where, string[] settings)
    {
        var folder = Path.Combine(Repository.Source, "Baton.Web");
        var configuration = typeof(AppProcess).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var (url, inside) = where is null ? ("http://127.0.0.1:0", (string[])[]) : ($"http://{where.Address}:5320", ["ip", "netns", "exec", where.Space]);
        string[] program = [.. inside, "dotnet", Path.Combine(folder, "bin", configuration, "net10.0", "Baton.Web.dll"), "--urls", url, $"--Baton:Data={storage.Data}", $"--Baton:Bootstrap:ApiKey={Key}", .. Server(storage.Postgres), .. settings];
        return new ProcessStartInfo(program[0], program[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }
}
