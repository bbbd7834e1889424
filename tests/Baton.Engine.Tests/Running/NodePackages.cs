using System.Diagnostics;

namespace Baton.Engine.Tests.Running;

/// <summary>Programs of other people, from npm, that Baton is held against. They are fetched once, in the versions that <c>node-packages/package.json</c> pins.</summary>
internal static class NodePackages
{
    private static readonly Lazy<Task<string>> Fetched = new(FetchAsync);

    /// <summary>The folder in which <c>node_modules</c> is.</summary>
    public static Task<string> FolderAsync() => Fetched.Value;

    /// <summary>Runs a script of Node in that folder; returns what it printed.</summary>
    public static async Task<string> RunAsync(string script, params string[] arguments) => await RunAsync("node", await FolderAsync(), ["-e", script, "--", .. arguments]);

    private static async Task<string> FetchAsync()
    {
        var pinned = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "package.json"));
        var version = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(pinned)))[..12];
        var folder = Path.Combine(Path.GetTempPath(), "baton-node-packages-" + version);
        if (File.Exists(Path.Combine(folder, "complete"))) return folder;
        var fresh = folder + "-" + Guid.NewGuid().ToString("N")[..8];
        Directory.CreateDirectory(fresh);
        await File.WriteAllTextAsync(Path.Combine(fresh, "package.json"), pinned);
        await RunAsync("npm", fresh, ["install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error"]);
        await File.WriteAllTextAsync(Path.Combine(fresh, "complete"), "");
        try
        {
            Directory.Move(fresh, folder);
        }
        catch (IOException)
        {
            // Another run of the tests was faster.
            Directory.Delete(fresh, recursive: true);
        }

        return folder;
    }

    private static async Task<string> RunAsync(string program, string folder, IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} could not be started. tests/run.sh installs it.");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }
}
