using System.Collections.Concurrent;

namespace Baton.Engine.Tests.Running;

/// <summary>The machine's clock in the test's hand: it may also be set back.</summary>
internal sealed class HandClock(DateTimeOffset now) : TimeProvider
{
    private readonly ConcurrentQueue<DateTimeOffset> _shown = new();
    private DateTimeOffset _now = now;

    /// <summary>Shows these times, one at each look, and stays at the last.</summary>
    public void Show(params DateTimeOffset[] times)
    {
        foreach (var time in times) _shown.Enqueue(time);
    }

    public override DateTimeOffset GetUtcNow() => _shown.TryDequeue(out var next) ? _now = next : _now;
}
