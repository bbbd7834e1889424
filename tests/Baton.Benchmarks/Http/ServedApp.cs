using System.Diagnostics;
using System.Net.Http.Headers;
using System.Reflection;

namespace Baton.Benchmarks.Http;

/// <summary>The real app as a process of its own on a data folder.</summary>
internal sealed class ServedApp : IDisposable
{
    private const string Key = "a-key-of-the-benchmarks";

    private readonly Process _process;

    private ServedApp(Process process) => _process = process;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { Timeout = TimeSpan.FromMinutes(10) };

    /// <summary>From the start of the process until it called itself ready.</summary>
    public TimeSpan Ready { get; private set; }

    public double RssMb
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>What it has used of the processor so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<ServedApp> StartAsync(string data, params string[] settings)
    {
        var began = Stopwatch.GetTimestamp();
        var configuration = typeof(ServedApp).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var folder = Path.Combine(SourceFolder(), "Baton.Web");
        var app = new ServedApp(new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [Path.Combine(folder, "bin", configuration, "net10.0", "Baton.Web.dll"), "--urls", "http://127.0.0.1:0", $"--Baton:Data={data}", $"--Baton:Bootstrap:ApiKey={Key}", .. settings])
            {
                WorkingDirectory = folder, RedirectStandardOutput = true,
            },
        });
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        app._process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Split("Now listening on: ") is [_, var address]) listening.TrySetResult(new Uri(address.Trim()));
        };
        app._process.Start();
        app._process.BeginOutputReadLine();
        app.Client.BaseAddress = await listening.Task.WaitAsync(TimeSpan.FromMinutes(10));
        app.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        while (!(await app.Client.GetAsync("/healthz/ready")).IsSuccessStatusCode) await Task.Delay(10);
        app.Ready = Stopwatch.GetElapsedTime(began);
        return app;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Client.Dispose();
    }

    private static string SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Console.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("Run it from a checkout.");
        return Path.Combine(folder.FullName, "src");
    }
}
