namespace Baton.Engine.Tests.Faults;

/// <summary>How long the fault tests run: short always, long with <c>BATON_FAULTS</c> set (see tests/run.sh).</summary>
internal static class FaultRun
{
    public static bool IsLong { get; } = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("BATON_FAULTS"));
}
