using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Baton.Engine.Jobs;

/// <summary>
/// Runs in the background that somebody asked for and polls: the last few of each workspace, in memory, each as it is at the moment and with a way to stop it. After a restart they are gone.
/// </summary>
/// <param name="idOf">The id of a run.</param>
/// <param name="isUnderWay">Whether a run is not over yet.</param>
internal sealed class RememberedRuns<TRun>(Func<TRun, string> idOf, Func<TRun, bool> isUnderWay) : IDisposable
    where TRun : class
{
    /// <summary>How many of a workspace are remembered, those under way apart.</summary>
    public const int Kept = 20;

    private readonly ConcurrentDictionary<string, List<Remembered<TRun>>> _runs = new(StringComparer.Ordinal);

    /// <summary>An id that no other run has.</summary>
    public static string NewId(string prefix) => prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>Remembers a run that begins; null when one that clashes with it is under way.</summary>
    public Remembered<TRun>? TryAdd(string workspace, TRun begun, Func<TRun, bool> clashes)
    {
        var runs = _runs.GetOrAdd(workspace, _ => []);
        lock (runs)
        {
            if (runs.Exists(run => isUnderWay(run.Now) && clashes(run.Now))) return null;
            var kept = new Remembered<TRun>(begun);
            runs.Insert(0, kept);
            if (runs.FindLastIndex(run => !isUnderWay(run.Now)) is var oldest && oldest >= Kept) runs.RemoveAt(oldest);
            return kept;
        }
    }

    /// <summary>Those of a workspace, newest first.</summary>
    public IReadOnlyList<TRun> List(string workspace)
    {
        if (!_runs.TryGetValue(workspace, out var runs)) return [];
        lock (runs) return runs.ConvertAll(run => run.Now);
    }

    /// <summary>A run; null when it is not, or no longer, remembered.</summary>
    public TRun? Find(string workspace, string id) => List(workspace).FirstOrDefault(run => idOf(run) == id);

    /// <summary>Stops a run. False when it is over, or not remembered.</summary>
    public bool Cancel(string workspace, string id)
    {
        if (!_runs.TryGetValue(workspace, out var runs)) return false;
        lock (runs)
        {
            if (runs.Find(run => idOf(run.Now) == id) is not { } kept || !isUnderWay(kept.Now)) return false;
            kept.Stop.Cancel();
            return true;
        }
    }

    /// <summary>Stops all of them.</summary>
    public void Dispose()
    {
        foreach (var runs in _runs.Values) lock (runs) foreach (var run in runs) run.Stop.Cancel();
    }
}

/// <summary>A run as it is now, and how to stop it.</summary>
internal sealed class Remembered<TRun>(TRun begun)
    where TRun : class
{
    private TRun _now = begun;

    public TRun Now
    {
        get => Volatile.Read(ref _now);
        set => Volatile.Write(ref _now, value);
    }

    public CancellationTokenSource Stop { get; } = new();
}
