using System.Collections.Concurrent;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Journaling;

namespace Baton.Engine.Cluster;

/// <summary>
/// Sees to it that every node decides by the same configuration: one that changed is loaded by each while it holds its lanes, and says so then:
/// who changed it waits for that.
/// </summary>
internal sealed class Revisions(NodeTable table, Membership membership, Configurations configurations, Conductor conductor, Journal journal)
{
    private readonly ConcurrentDictionary<string, long> _loaded = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(long Node, string Workspace), long> _said = new();

    /// <summary>Loads what changed, and says what is known here.</summary>
    public async Task FollowAsync(IReadOnlyDictionary<string, long> revisions, CancellationToken cancel)
    {
        var me = membership.Node;
        foreach (var (workspace, seq) in revisions)
        {
            if (_said.GetValueOrDefault((me, workspace)) >= seq) continue;
            if (_loaded.GetValueOrDefault(workspace) < seq) await LoadAsync(workspace, seq, cancel);
            await table.NoteKnownAsync(me, workspace, seq, cancel);
            _said[(me, workspace)] = seq;
        }
    }

    private async Task LoadAsync(string workspace, long seq, CancellationToken cancel)
    {
        while (_loaded.GetValueOrDefault(workspace) < seq)
        {
            var known = configurations.Find(workspace);
            var config = await configurations.ReadAsync(workspace, cancel);
            using var lanes = await conductor.Lanes.EnterAllAsync(cancel);
            if (!ReferenceEquals(known, configurations.Find(workspace))) continue; // this node changed it meanwhile: what was read is older than that
            journal.BeginSeqs(); // what is decided by it comes after it in the log
            configurations.Set(config);
            _loaded[workspace] = seq;
        }
    }
}

/// <summary>Notes in a commit that it changes a workspace's configuration, and tells the other nodes.</summary>
internal sealed class RevisionChange(string workspace, long seq) : Write
{
    private static readonly string PutSql = Storage.Sql.Put("Revision", "Workspace", "Workspace, Seq");
    private static readonly string TellSql = "SELECT pg_notify('baton', '0 lanes')";

    public override void Run(Storage.Connection connection)
    {
        connection[PutSql].Bind(workspace).Bind(seq).Run();
        connection[TellSql].Run();
    }
}
