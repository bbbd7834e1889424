using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Web.Tests.Timeline;

/// <summary>Entries to test with.</summary>
internal static class Entries
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static TimelineEntry Entry(long seq, long? root = null, long? cause = null, string? verdict = null, string type = "message.received", string actor = "channel:urn:shop", LogOutcome outcome = LogOutcome.Handled) => new()
    {
        Seq = seq,
        Source = "urn:shop",
        Id = $"e{seq}",
        Type = type,
        Time = Noon.AddSeconds(seq),
        Received = Noon.AddSeconds(seq),
        Customer = "cus_1",
        CustomerName = "Ana Alvarez",
        Actor = actor,
        Cause = cause,
        Root = root ?? seq,
        Depth = root is null ? 0 : 1,
        Verdict = verdict,
        Outcome = outcome,
        Sentence = $"This is event {seq}.",
    };

    /// <summary>A log of so many entries, each its own cause, as a list reads it.</summary>
    public static Func<long, int, CancellationToken, Task<IReadOnlyList<TimelineEntry>>> Log(int length, Action? asked = null) => (before, count, _) =>
    {
        asked?.Invoke();
        return Task.FromResult<IReadOnlyList<TimelineEntry>>([.. Enumerable.Range(0, count).Select(i => Math.Min(before - 1, length) - i).Where(seq => seq > 0).Select(seq => Entry(seq))]);
    };
}
