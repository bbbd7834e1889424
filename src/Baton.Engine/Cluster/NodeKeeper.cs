using System.Diagnostics;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Chain;
using Baton.Engine.Storage.Journaling;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Baton.Engine.Cluster;

/// <summary>
/// Keeps this node among the others: says that it lives, takes its share of the lanes, gives away what is more, takes over who is silent, and hands
/// everything over when it leaves.
/// </summary>
internal sealed class NodeKeeper : INodeKeeper, IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    private readonly NodeTable _table;
    private readonly DatabaseServer _database;
    private readonly LaneMap _map;
    private readonly Conductor _conductor;
    private readonly Revisions _revisions;
    private readonly Inbox _inbox;
    private readonly Relay _relay;
    private readonly Parcels _parcels;
    private readonly Reach _reach;
    private readonly Journal _journal;
    private readonly ICommits _commits;
    private readonly ILogger<NodeKeeper> _logger;
    private readonly Beats _beats;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly SemaphoreSlim _looking = new(1, 1);
    private (long Node, string Address) _said;
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private readonly HashSet<int> _unannounced = [];
    private long _generation;
    private bool _isLeaving;

    public NodeKeeper(DatabaseServer database, NodeTable table, LaneMap map, Conductor conductor, Revisions revisions, Inbox inbox, Relay relay, Parcels parcels, Reach reach, Journal journal, ICommits commits, ILogger<NodeKeeper> logger)
    {
        (_table, _database, _map, _conductor, _revisions, _inbox, _relay, _parcels, _reach, _journal, _commits, _logger) = (table, database, map, conductor, revisions, inbox, relay, parcels, reach, journal, commits, logger);
        _beats = new Beats(database, logger);
        _beats.Forgotten += ComeBack;
        _beats.FoundAnew += LoseDoubt;
        _commits.LanesMoved += Wake;
        _commits.Called += _parcels.Wake;
        _relay.Configured += Wake;
        database.Membership.BeganAnew += map.LoseAll;
    }

    public async Task BeginAsync(CancellationToken cancel)
    {
        _beats.Start();
        await LookAsync(cancel);
        _running = Task.WhenAll(Task.Run(() => RunAsync(_stop.Token), CancellationToken.None), Task.Run(() => _parcels.RunAsync(_conductor, _stop.Token), CancellationToken.None));
    }

    public void ReachAt(string address)
    {
        _database.Membership.Address = address;
        Wake();
    }

    public async Task LeaveAsync(CancellationToken cancel)
    {
        if (_isLeaving || _said.Node == 0) return;
        await _looking.WaitAsync(cancel);
        try
        {
            _isLeaving = true;
            var nodes = (await _table.ReadAsync(cancel)).Nodes;
            if (!nodes.Any(node => node is { TakesLanes: true, IsMissed: false } && node.Id != _database.Membership.Node)) return; // there is nobody to take them
            _beats.Say(takesLanes: false);
            await GiveAsync(_database.Membership.Node, _map.Mine, cancel);
        }
        finally
        {
            _looking.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _commits.LanesMoved -= Wake;
        _commits.Called -= _parcels.Wake;
        _relay.Configured -= Wake;
        _database.Membership.BeganAnew -= _map.LoseAll;
        _beats.Dispose();
        _wake.Dispose();
        _looking.Dispose();
        _stop.Dispose();
    }

    private void Wake() => _wake.Release();

    // Whoever writes next finds out, and begins as another node.
    private void ComeBack()
    {
        _map.LoseAll();
        _ = Task.Run(_journal.TryAgainAsync);
    }

    // A server that crashed may have forgotten what nobody waited for: whatever this node remembers of it is read again. A commit finds its connection lost.
    private void LoseDoubt() => _ = Task.Run(_journal.TryAgainAsync);

    private async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await TryAsync(cancel);
            if (!await _wake.WaitAsync(Every, cancel)) continue;
            while (await _wake.WaitAsync(TimeSpan.Zero, cancel))
            {
                // However many called, one look is enough.
            }
        }
    }

    private async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            await LookAsync(cancel);
            _ = _journal.SettledSeq; // says how far this node is, and returns seqs that it does not need
            foreach (var batch in await _inbox.LeftAsync(cancel)) _ = HandOutAsync(batch);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            _logger.LogWarning(fault, "This node could not see to its share of the lanes; it tries again");
        }
    }

    private async Task HandOutAsync(InboxBatch batch)
    {
        try
        {
            await _relay.HandOutAsync(_conductor, batch);
        }
        catch (Exception fault)
        {
            _logger.LogWarning(fault, "A batch that was left could not be handed out; it is tried again");
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        await _looking.WaitAsync(cancel);
        try
        {
            if (_isLeaving)
            {
                await ReadAsync(cancel);
                return;
            }

            var (me, address) = (_database.Membership.Node, _database.Membership.Address);
            if (_said != (me, address)) _beats.Say(takesLanes: true); // before it reads what there is to know: who changes that meanwhile waits for this node
            _said = (me, address);
            var view = await ReadAsync(cancel);
            await _revisions.FollowAsync(view.Revisions, cancel);
            Doubt();
            Announce();
            if (await TakeOverAsync(view, me, cancel)) view = await ReadAsync(cancel);
            await BalanceAsync(view, me, cancel);
        }
        finally
        {
            _looking.Release();
        }
    }

    private async Task<NodeView> ReadAsync(CancellationToken cancel)
    {
        var view = await _table.ReadAsync(cancel);
        _map.Learn(_database.Membership.Node, view.Nodes, view.Owners);
        _reach.Keep(view.Nodes);
        return view;
    }

    private async Task<bool> TakeOverAsync(NodeView view, long me, CancellationToken cancel)
    {
        var took = false;
        if (!_beats.IsSteady) return took;
        foreach (var node in view.Nodes.Where(node => node.IsMissed && node.Id != me))
        {
            var began = Stopwatch.GetTimestamp();
            if (!await _table.TakeOverAsync(node.Id, cancel)) continue;
            took = true;
            _logger.LogWarning("Node {Node} ({Name}) was silent for {Silent:0.0} s and was taken over in {Took:0} ms; it had {Lanes} lanes", node.Id, node.Name, node.Silent.TotalSeconds, Stopwatch.GetElapsedTime(began).TotalMilliseconds, node.Lanes);
        }

        return took;
    }

    private async Task BalanceAsync(NodeView view, long me, CancellationToken cancel)
    {
        // Who cannot be reached yet takes lanes only when there is nobody else.
        var others = view.Nodes.Count(node => node is { TakesLanes: true, IsMissed: false, Address: not "" } && node.Id != me);
        var reachable = _database.Membership.Address.Length > 0;
        var share = others == 0 ? LaneNumber.Count : reachable ? (LaneNumber.Count + others) / (others + 1) : 0;
        var mine = _map.Mine;
        if (mine.Count > share)
        {
            await GiveAsync(me, [.. mine.Skip(share)], cancel);
            return;
        }

        if (mine.Count < share && view.Owners.Any(owner => view.Nodes.All(node => node.Id != owner))) await _table.ClaimAsync(me, share - mine.Count, cancel);
        else if (!view.Owners.Where((owner, lane) => owner == me && !_map.IsMine(lane)).Any()) return;
        await TakeAsync(me, cancel);
    }

    // Those that the database says are this node's, and that it does not have: claimed just now, or left when something went wrong on the way.
    private async Task TakeAsync(long me, CancellationToken cancel)
    {
        var owners = (await ReadAsync(cancel)).Owners;
        List<int> lanes = [.. Enumerable.Range(0, LaneNumber.Count).Where(lane => owners[lane] == me && !_map.IsMine(lane))];
        if (lanes.Count == 0) return;
        await _journal.DrainAsync();
        using (await _conductor.Lanes.EnterAsync(lanes, cancel))
        {
            // What another node wrote in them is read anew, and what is written here comes after it.
            _database.Membership.NoteGain();
            _journal.BeginSeqs();
            foreach (var lane in lanes)
            {
                _conductor.Lanes.Forget(lane);
                _map.Gain(lane);
            }
        }

        if (_database.Membership.Node != me) _map.LoseAll(); // taken over between the two
        _unannounced.UnionWith(lanes);
        Announce();
    }

    // A commit of which nobody knew what became of it may have been written after all: then what it left to do was offered to nobody. That is settled
    // once another one works.
    private void Doubt()
    {
        var generation = _journal.Generation;
        if (_generation == generation || _journal.LastFault is { Over: false }) return;
        _generation = generation;
        _unannounced.UnionWith(_map.Mine);
    }

    // What waits in the lanes is read from the database: when that fails, it is tried again at the next look.
    private void Announce()
    {
        if (_unannounced.Count == 0) return;
        _map.Announce(_unannounced.Where(_map.IsMine).ToHashSet());
        _unannounced.Clear();
    }

    private async Task GiveAsync(long me, IReadOnlyList<int> lanes, CancellationToken cancel)
    {
        if (lanes.Count == 0) return;
        foreach (var lane in lanes)
        {
            using (await _conductor.Lanes.EnterAsync([lane], cancel)) _map.Lose(lane);
        }

        // Nothing of them may be on its way any more, nor may anybody be unsure about it.
        for (var isDone = false; !isDone && _database.Membership.Node == me;)
        {
            try
            {
                await _journal.DrainAsync();
                isDone = true;
            }
            catch (JournalException)
            {
                await Task.Delay(Every, cancel);
            }
        }

        await _table.ReleaseAsync(me, lanes, cancel);
        await ReadAsync(cancel);
    }
}
