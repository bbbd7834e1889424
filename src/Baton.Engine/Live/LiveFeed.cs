using System.Collections.Concurrent;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Live;

/// <summary>
/// Says that something was committed. Whoever shows it asks its own query again; nobody is handed a payload to merge. Handlers run on the
/// journal's thread and must only take note.
/// </summary>
public sealed class LiveFeed : IDisposable
{
    private readonly Journal _journal;
    private readonly ICommits[] _others;
    private readonly ConcurrentDictionary<object, Action<CommittedBatch>> _listeners = new();

    /// <summary>Listens to the journal, and to what other processes commit.</summary>
    public LiveFeed(Journal journal, IEnumerable<ICommits> others)
    {
        (_journal, _others) = (journal, [.. others]);
        _journal.Committed += Announce;
        foreach (var other in _others) other.Committed += Announce;
    }

    /// <summary>How many listen now.</summary>
    public int Listeners => _listeners.Count;

    /// <summary>Calls back after each commit until disposed, exactly once.</summary>
    public IDisposable Subscribe(Action<CommittedBatch> listener)
    {
        var subscription = new Subscription(this);
        _listeners[subscription] = listener;
        return subscription;
    }

    /// <summary>Calls back after each commit that touches a workspace, with its new log rows (perhaps none).</summary>
    public IDisposable Subscribe(string workspace, Action<IReadOnlyList<LogRow>> listener) => Subscribe(batch =>
    {
        var rows = batch.Log.Where(r => r.Workspace == workspace).ToList();
        if (rows.Count > 0) listener(rows);
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _journal.Committed -= Announce;
        foreach (var other in _others) other.Committed -= Announce;
    }

    private void Announce(CommittedBatch batch)
    {
        List<Exception>? faults = null;
        foreach (var (_, listener) in _listeners)
        {
            try
            {
                listener(batch);
            }
            catch (Exception e)
            {
                (faults ??= []).Add(e);
            }
        }

        // Said only when everybody has been told.
        if (faults is not null) throw new AggregateException(faults);
    }

    private sealed class Subscription(LiveFeed feed) : IDisposable
    {
        public void Dispose() => feed._listeners.TryRemove(this, out _);
    }
}
