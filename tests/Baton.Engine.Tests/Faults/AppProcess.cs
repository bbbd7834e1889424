using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Reflection;
using Baton.Engine.Tests.Walls;

namespace Baton.Engine.Tests.Faults;

/// <summary>The real app as a process on a data folder. It ends as in a power cut, as far as a process can.</summary>
internal sealed class AppProcess : IDisposable
{
    private const string Key = "a-key-of-the-fault-tests";

    private readonly ConcurrentQueue<string?> _said = new();
    private readonly Process _process;

    private AppProcess(ProcessStartInfo program) => _process = new Process { StartInfo = program };

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromMinutes(3) };

    /// <summary>From the start of the process until it called itself ready.</summary>
    public TimeSpan Recovery { get; private set; }

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<AppProcess> StartAsync(string data)
    {
        var app = new AppProcess(Program(data));
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

    /// <summary>SIGKILL: nothing of it runs any more, no handler, no flush.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        Kill();
        _process.WaitForExit();
        _process.Dispose();
        Client.Dispose();
    }

    private async Task BeReadyAsync()
    {
        var began = Stopwatch.GetTimestamp();
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, line) =>
        {
            _said.Enqueue(line.Data);
            if (line.Data?.Split("Now listening on: ") is [_, var address]) listening.TrySetResult(new Uri(address.Trim()));
        };
        _process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Client.BaseAddress = await listening.Task.WaitAsync(TimeSpan.FromMinutes(3));
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        while (!(await Client.GetAsync("/healthz/ready")).IsSuccessStatusCode) await Task.Delay(20);
        Recovery = Stopwatch.GetElapsedTime(began);
    }

    private static ProcessStartInfo Program(string data)
    {
        var folder = Path.Combine(Repository.Source, "Baton.Web");
        var configuration = typeof(AppProcess).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        return new ProcessStartInfo("dotnet", [Path.Combine(folder, "bin", configuration, "net10.0", "Baton.Web.dll"), "--urls", "http://127.0.0.1:0", $"--Baton:Data={data}", $"--Baton:Bootstrap:ApiKey={Key}"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }
}
