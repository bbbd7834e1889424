using System.Diagnostics;
using System.Globalization;

namespace Baton.Engine.Tests.Faults;

/// <summary>A PostgreSQL server of one test's own, which may be killed. The one that all tests share is started by tests/postgres.sh.</summary>
internal sealed class OwnServer : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baton-server-");
    private readonly string _listens;

    /// <summary>Makes and starts one.</summary>
    /// <param name="address">An address of this machine on which it listens besides, for whoever comes from <paramref name="network"/>.</param>
    /// <param name="network">Who may come over the network, such as <c>10.1.2.0/24</c>.</param>
    public OwnServer(string address = "", string? network = null)
    {
        _listens = address;
        if (Environment.IsPrivilegedProcess) Machine.Run("chown", "postgres", _folder.FullName);
        AsServer("initdb", "-A", "trust", "-U", "baton", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-D", Data);
        if (network is not null) File.AppendAllText(Path.Combine(Data, "pg_hba.conf"), $"host all all {network} trust\n");
        Start();
    }

    /// <summary>How processes of this machine reach it.</summary>
    public string Connection => $"Host={_folder.FullName};Username=baton;Database=postgres";

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>Starts it again; answers when it takes connections.</summary>
    public void Start() => AsServer("pg_ctl", "-D", Data, "-l", Path.Combine(_folder.FullName, "log"), "-w", "-o", $"-c listen_addresses='{_listens}' -k {_folder.FullName} -c max_connections=300", "start");

    /// <summary>As it is restarted by hand: sessions are ended, what was committed is written, and it ends.</summary>
    public void Stop() => AsServer("pg_ctl", "-D", Data, "-w", "-m", "fast", "stop");

    /// <summary>It ends at once and recovers at its next start.</summary>
    public void Break() => AsServer("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");

    /// <summary>SIGKILL to the server and everything it started.</summary>
    public void Kill()
    {
        var server = Id;
        int[] all = [server, .. Children(server)];
        foreach (var process in all) Kill(process);
        while (Array.Exists(all, process => File.Exists($"/proc/{process}/stat"))) Thread.Sleep(5);
    }

    /// <summary>SIGKILL to one of its processes, as when the machine runs out of memory: it ends all sessions and recovers by itself.</summary>
    public void KillSession(Random random)
    {
        var sessions = Children(Id).Where(process => Read(process, "cmdline").Contains("baton", StringComparison.Ordinal)).ToList();
        Kill(sessions[random.Next(sessions.Count)]);
    }

    public void Dispose()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid"))) Break();
        _folder.Delete(recursive: true);
    }

    private int Id => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private static List<int> Children(int parent) =>
        [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture)).Where(process => ParentOf(process) == parent)];

    // Its name, in brackets, may hold blanks.
    private static int ParentOf(int process) => Read(process, "stat").Split(") ")[^1].Split(' ') is [_, var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : 0;

    private static string Read(int process, string what)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{what}");
        }
        catch (IOException)
        {
            return ""; // it has ended
        }
    }

    private static void Kill(int process)
    {
        try
        {
            using var one = Process.GetProcessById(process);
            one.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }

    // It never runs as root.
    private static void AsServer(string program, params string[] arguments)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("POSTGRES_BIN") ?? Installed(), program);
        if (Environment.IsPrivilegedProcess) Machine.Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        else Machine.Run(path, arguments);
    }

    private static string Installed() => Directory.GetDirectories("/usr/lib/postgresql").OrderBy(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)).Select(folder => Path.Combine(folder, "bin")).Last();
}
