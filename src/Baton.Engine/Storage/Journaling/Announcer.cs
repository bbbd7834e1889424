using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Storage.Journaling;

/// <summary>
/// Tells listeners of commits, then the callers whose units they hold, in order and on a thread of its own, so that the next commit need not wait
/// for it. When listeners are slow the writer waits after all: what is untold stays little.
/// </summary>
internal sealed class Announcer : IDisposable
{
    private const int MostUntold = 8;

    private readonly BlockingCollection<CommittedBatch> _untold = new(MostUntold);
    private readonly Func<Action<CommittedBatch>?> _listeners;
    private readonly ILogger _logger;
    private readonly Thread _thread;

    public Announcer(Func<Action<CommittedBatch>?> listeners, ILogger logger)
    {
        (_listeners, _logger) = (listeners, logger);
        _thread = new Thread(Run) { Name = "announcer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Hands over what a commit has made durable.</summary>
    public void Tell(CommittedBatch batch) => _untold.Add(batch);

    /// <summary>Tells what is left, and stops.</summary>
    public void Dispose()
    {
        _untold.CompleteAdding();
        _thread.Join();
        _untold.Dispose();
    }

    private void Run()
    {
        foreach (var batch in _untold.GetConsumingEnumerable())
        {
            foreach (var listener in Delegate.EnumerateInvocationList(_listeners())) Tell(listener, batch);
            foreach (var unit in batch.Units) unit.Complete();
        }
    }

    private void Tell(Action<CommittedBatch> listener, CommittedBatch batch)
    {
        try
        {
            listener(batch);
        }
        catch (Exception exception)
        {
            // What is on disk stays true; a listener's mistake must stop neither the log nor the other listeners.
            _logger.LogError(exception, "A listener to commits failed");
        }
    }
}
