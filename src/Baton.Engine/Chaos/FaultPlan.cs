using System.Runtime.InteropServices;

namespace Baton.Engine.Chaos;

/// <summary>
/// What an injection does to one call. It follows from the seed and the task's id alone, so that a run can be repeated exactly; each try of
/// a task has an id of its own and so a draw of its own.
/// </summary>
/// <param name="Fails">The call fails.</param>
/// <param name="Latency">How much later it is answered.</param>
/// <param name="Bad">How its answer is bad, when it is.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FaultPlan(bool Fails, TimeSpan Latency, BadAnswer? Bad)
{
    private static readonly BadAnswer[] Kinds = [BadAnswer.Broken, BadAnswer.OutOfRange, BadAnswer.Unsure];

    /// <summary>The plan for one task.</summary>
    public static FaultPlan Of(InjectionOrder order, string task)
    {
        var draw = Draw(order.Seed, task, 1);
        var fails = draw < order.Failures;
        BadAnswer? bad = !fails && draw < order.Failures + order.BadAnswers ? order.BadAnswer : null;
        if (bad is BadAnswer.Mixed) bad = Kinds[(int)(Draw(order.Seed, task, 2) * Kinds.Length)];
        var latency = order.LatencyFrom + ((order.LatencyTo - order.LatencyFrom) * Draw(order.Seed, task, 3));
        return new FaultPlan(fails, TimeSpan.FromMilliseconds(Math.Round(latency.TotalMilliseconds)), bad);
    }

    // FNV-1a over the id, mixed as by SplitMix64: 0 to below 1, the same on every machine.
    private static double Draw(long seed, string task, ulong salt)
    {
        unchecked
        {
            var hash = 14695981039346656037UL ^ ((ulong)seed * 0x9E3779B97F4A7C15UL);
            foreach (var c in task) hash = (hash ^ c) * 1099511628211UL;
            hash += salt * 0x9E3779B97F4A7C15UL;
            hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
            hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
            hash ^= hash >> 31;
            return (hash >> 11) / (double)(1UL << 53);
        }
    }
}
