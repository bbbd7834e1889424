namespace Baton.Engine.Agents.Limits;

/// <summary>When the last calls of an agent began: no minute has more of them than it may have. A bucket of tokens would let through twice as many in the minute after a quiet one.</summary>
internal sealed class CallWindow
{
    private const long Minute = 60_000;

    private readonly Lock _gate = new();
    private readonly Queue<long> _began = new();

    /// <summary>Begins a call, or says when one may begin, unix ms.</summary>
    /// <param name="now">The time, unix ms.</param>
    /// <param name="most">Calls within a minute; null for any number.</param>
    public long? NotBefore(long now, int? most)
    {
        if (most is not { } limit) return null;
        lock (_gate)
        {
            while (_began.TryPeek(out var oldest) && oldest <= now - Minute) _began.Dequeue();
            if (_began.Count >= limit) return _began.ElementAt(_began.Count - limit) + Minute;
            _began.Enqueue(now);
            return null;
        }
    }
}
