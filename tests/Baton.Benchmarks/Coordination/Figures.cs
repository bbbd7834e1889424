using System.Diagnostics;
using System.Globalization;

namespace Baton.Benchmarks.Coordination;

/// <summary>The line that a benchmark prints.</summary>
internal static class Figures
{
    public static void Print(double workflowsPerSecond, List<double> milliseconds, int events)
    {
        milliseconds.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $$"""{"workflowsPerSecond":{{workflowsPerSecond:0}},"p50Ms":{{At(milliseconds, 0.5):0.00}},"p99Ms":{{At(milliseconds, 0.99):0.00}},"rssMb":{{Process.GetCurrentProcess().WorkingSet64 / 1048576.0:0}},"events":{{events}}}"""));
    }

    public static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
}
