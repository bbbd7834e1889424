using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Baton.Core.Agents;

/// <summary>
/// How long a failed task waits for its next try. A pure function of the task, so that a replay finds the same wait: what spreads the tries of many tasks is a hash of
/// the task's key and no chance.
/// </summary>
public static class RetryWaits
{
    private const int MostDoublings = 30;

    /// <summary>The wait after a failed try: it doubles with each try up to the longest wait, and is between half and all of that. What the agent asked for counts when it is longer, up to the longest wait.</summary>
    /// <param name="key">The task's key, the same for all its tries.</param>
    /// <param name="attempt">The try that failed, from 1.</param>
    /// <param name="limits">The agent's limits; null for 2, 4, 8, … seconds exactly.</param>
    /// <param name="asked">How long the agent asks to be left alone.</param>
    public static TimeSpan After(string key, int attempt, AgentLimits? limits, TimeSpan? asked = null)
    {
        var longest = (limits ?? AgentLimits.Usual).LongestWait;
        var wait = limits is null ? TimeSpan.FromSeconds(Math.Pow(2, Math.Min(attempt, 8))) : Spread(Doubled(limits, attempt), key);
        return asked is { } more && more > wait ? Longer(wait, more < longest ? more : longest) : wait;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Doubled(AgentLimits limits, int attempt)
    {
        var doubled = limits.FirstWait.TotalMilliseconds * Math.Pow(2, Math.Clamp(attempt - 1, 0, MostDoublings));
        return TimeSpan.FromMilliseconds(Math.Min(doubled, limits.LongestWait.TotalMilliseconds));
    }

    // One share for all tries of a task, in whole per mille and milliseconds: later waits are never shorter than earlier ones.
    private static TimeSpan Spread(TimeSpan wait, string key) => TimeSpan.FromMilliseconds(Math.Floor(wait.TotalMilliseconds * (500 + PerMille(key)) / 1000));

    private static long PerMille(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return (long)(BinaryPrimitives.ReadUInt64BigEndian(hash) % 501);
    }
}
