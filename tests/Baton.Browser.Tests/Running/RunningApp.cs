using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Baton.Browser.Tests.Running;

/// <summary>The real app as a process of its own, on a fresh data folder; it can be killed and started again on the same address.</summary>
public sealed class RunningApp : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("baton-");
    private readonly string[] _settings;
    private Process _process = null!;
    private bool _isKilled;

    private RunningApp(string[] settings) => _settings = settings;

    /// <summary>Where it is served, without a slash at the end.</summary>
    public string Address { get; private set; } = "http://127.0.0.1:0";

    /// <summary>The folder of its data.</summary>
    public string Data => _data.FullName;

    /// <summary>Starts the app on a free port.</summary>
    /// <param name="settings">As on the command line: "--Baton:Testing=true".</param>
    public static async Task<RunningApp> StartAsync(params string[] settings)
    {
        var app = new RunningApp(settings);
        await app.StartAgainAsync();
        return app;
    }

    /// <summary>Ends it as a power cut would.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _isKilled = true;
    }

    /// <summary>Starts it again after <see cref="Kill"/>, on the same data and address.</summary>
    public async Task StartAgainAsync()
    {
        (_process, _isKilled) = (Process.Start(Program())!, false);
        var said = new ConcurrentQueue<string?>();
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        DataReceivedEventHandler hear = (_, line) =>
        {
            said.Enqueue(line.Data);
            if (line.Data?.Split("Now listening on: ") is [_, var address])
                listening.TrySetResult(address.Trim());
        };
        _process.OutputDataReceived += hear;
        _process.ErrorDataReceived += hear;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        if (await Task.WhenAny(listening.Task, _process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(60))) != listening.Task)
            throw new InvalidOperationException($"The app did not start.{Environment.NewLine}{string.Join(Environment.NewLine, said)}");
        Address = await listening.Task;
    }

    public ValueTask DisposeAsync()
    {
        if (!_isKilled) Kill();
        _data.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private ProcessStartInfo Program()
    {
        var folder = SourceFolder();
        var configuration = typeof(RunningApp).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var program = Path.Combine(folder, "bin", configuration, "net10.0", "Baton.Web.dll");
        return new ProcessStartInfo("dotnet", [program, "--urls", Address, $"--Baton:Data={_data.FullName}", .. _settings])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private static string SourceFolder([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "src", "Baton.Web"));
}
