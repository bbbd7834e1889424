using System.Diagnostics;
using Baton.Core.Timeline;

namespace Baton.Engine.Health;

/// <summary>
/// A question to the database that is not waited for longer than a moment: one that does not answer at all (a network that lets nothing through) must
/// not keep health from being told. It is asked once at a time.
/// </summary>
/// <param name="ask">Asks it.</param>
/// <param name="late">What to say, with for how long it has been waited, when there is no answer.</param>
internal sealed class Question(Func<HealthSign> ask, Func<string, HealthSign> late)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Task<HealthSign>? _asked;
    private long _since;

    public HealthSign Ask()
    {
        Task<HealthSign> asked;
        TimeSpan waited;
        lock (_gate)
        {
            if (_asked is not { IsCompleted: false }) (_asked, _since) = (Task.Run(ask), Stopwatch.GetTimestamp());
            asked = _asked;
            waited = Stopwatch.GetElapsedTime(_since);
        }

        // Who waited in vain before says so at once.
        if (waited < Moment && asked.Wait(Moment - waited)) return asked.Result;
        return asked.IsCompletedSuccessfully ? asked.Result : late(Spans.Of(Stopwatch.GetElapsedTime(_since)));
    }
}
