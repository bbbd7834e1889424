using System.Globalization;
using Baton.Engine.Clocks;
using Baton.Engine.Cluster;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Sqlite;
using Baton.Engine.Workspaces;

namespace Baton.Engine.Jobs.Upkeep;

/// <summary>Moves what is older than a workspace keeps out of its log, and gives the room back.</summary>
internal sealed class Archiving(Archiver archiver, RetentionDesk retention, Configurations configurations, PolicyGate gate, Conductor conductor, LaneMap map, FreeSpace space, TimeProvider clock) : IJobWork
{
    public string Name => "Archiving";

    public string Purpose => "Moves finished rows of the log that are older than the workspace keeps into compressed files, and gives the room back.";

    public Schedule Schedule { get; } = new(TimeSpan.FromHours(1));

    public async Task<string?> RunAsync(CancellationToken cancel)
    {
        // Another node's commit may change the outcome of a row while it is taken out here, without knowing that it is to be noted elsewhere (ArchivedEnds);
        // states of its lanes are only its own to put on disk; and a policy that it publishes meanwhile may look further back.
        if (map.Nodes.Count > 1) return "Nothing was moved: it is done while one node runs alone.";
        List<string> said = [];
        foreach (var workspace in configurations.Workspaces.Order(StringComparer.Ordinal))
        {
            if (await retention.FindAsync(workspace, cancel) is { Keep: { } keep } rule) said.AddRange(await RunAsync(workspace, rule, keep, cancel));
        }

        var freed = await space.GiveBackAsync(cancel);
        if (freed > 0) said.Add(Text($"{freed / 1024.0 / 1024:0.0} MiB were given back to the disk."));
        return said.Count == 0 ? null : string.Join(' ', said);
    }

    private async Task<List<string>> RunAsync(string workspace, Retention rule, TimeSpan keep, CancellationToken cancel)
    {
        archiver.Tidy(workspace);
        long rows = 0, bytes = 0;
        while (!cancel.IsCancellationRequested && await gate.InsideAsync(workspace, () => MoveNextAsync(workspace, rule, keep, cancel), cancel) is { } stretch)
        {
            (rows, bytes) = (rows + stretch.Rows, bytes + stretch.Bytes);
        }

        if (rows > 0) archiver.Compact(cancel);
        List<string> said = [];
        if (rows > 0) said.Add(rule.Archive ? Text($"{rows:N0} rows of {workspace} were moved into {bytes / 1024.0 / 1024:0.0} MiB of files.") : Text($"{rows:N0} rows of {workspace} were dropped."));
        if (archiver.FirstOpen(workspace) is { } open && archiver.ReceivedAt(workspace, open) < Before(workspace, keep)) said.Add(Text($"Event {open} of {workspace} is not finished, so nothing from there on can be moved: finish what it waits for."));
        return said;
    }

    private Task<Stretch?> MoveNextAsync(string workspace, Retention rule, TimeSpan keep, CancellationToken cancel) =>
        archiver.MoveNextAsync(workspace, Before(workspace, keep), rule.Archive, customers => conductor.SnapshotAsync(workspace, customers, cancel));

    // A policy published since may look further back.
    private long Before(string workspace, TimeSpan keep) => (clock.GetUtcNow() - (retention.LeastOf(workspace) is var least && least > keep ? least : keep)).ToUnix();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
