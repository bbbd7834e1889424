using System.Globalization;
using Baton.Engine.Storage.Upkeep;

namespace Baton.Engine.Jobs.Upkeep;

/// <summary>Proves that nothing was lost: what came in is done, waiting or failed, counted in the log and by the counters.</summary>
internal sealed class LedgerCheck(LedgerReader ledger) : IJobWork
{
    public string Name => "Ledger check";

    public string Purpose => "Counts the log, and sees that everything that came in is done, waiting for something named, or failed.";

    public Schedule Schedule { get; } = new(TimeSpan.FromMinutes(1));

    public Task<string?> RunAsync(CancellationToken cancel)
    {
        var count = ledger.Count();
        return count.Balances ? Task.FromResult<string?>($"{Say(count.Log)}. The counters say the same.") : throw new LedgerException(Fault(count));
    }

    private static string Fault(Ledger count)
    {
        var faults = new List<string>();
        if (count.Log != count.Counters) faults.Add($"The log says {Say(count.Log)}; the counters say {Say(count.Counters)}.");
        if (count.Stranded > 0) faults.Add($"{Number(count.Stranded)} waiting for nothing that is open.");
        return string.Join(' ', faults);
    }

    private static string Say(Ledger.Sides sides) =>
        $"{Number(sides.In)} in = {Number(sides.Done)} done + {Number(sides.Waiting)} waiting + {Number(sides.Failed)} failed";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
