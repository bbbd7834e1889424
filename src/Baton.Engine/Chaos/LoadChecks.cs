using System.Globalization;
using Baton.Engine.Storage.Upkeep;

namespace Baton.Engine.Chaos;

/// <summary>What must hold whatever was injected and however much was sent, each looked at for real.</summary>
internal static class LoadChecks
{
    public static IReadOnlyList<LoadCheck> Of(LoadRun run, LoadOutcomes outcomes, bool isStill, LoadReading reading, Ledger ledger) =>
        [Kept(run, outcomes, isStill ? reading.Figures.Open : null), Balanced(ledger), Same(reading), Respected(reading.Figures)];

    // "open" is what deciding again leaves open, to be held against what the log says is open; null while both move.
    private static LoadCheck Kept(LoadRun run, LoadOutcomes o, long? open)
    {
        const string Name = "Every event has an outcome";
        if (o.Found < run.Acknowledged) return new(Name, false, $"{Number(run.Acknowledged)} events were acknowledged and only {Number(o.Found)} are in the log: {Number(run.Acknowledged - o.Found)} are lost.");
        if (open is { } found && found != o.Waiting + o.Quarantined) return new(Name, false, $"The log says that {Number(o.Waiting + o.Quarantined)} events are open; deciding everything again leaves {Number(found)} open.");
        return new(Name, true, $"{Number(o.Found)} in the log = {Number(o.Handled)} handled + {Number(o.Waiting)} waiting + {Number(o.Unrouted)} kept without a rule + {Number(o.Quarantined)} set aside + {Number(o.Failed)} failed; {Number(run.Acknowledged)} were acknowledged.");
    }

    private static LoadCheck Balanced(Ledger ledger)
    {
        const string Name = "The ledger balances";
        var sides = ledger.Log;
        var said = $"{Number(sides.In)} in = {Number(sides.Done)} done + {Number(sides.Waiting)} waiting + {Number(sides.Failed)} failed, over everything in this installation";
        if (ledger.Balances) return new(Name, true, $"{said}; the counters say the same, and everything that waits, waits for something.");
        return new(Name, false, ledger.Stranded > 0 ? $"{said}; {Number(ledger.Stranded)} wait for nothing that is open." : $"{said}; the counters say {Number(ledger.Counters.In)} in, {Number(ledger.Counters.Done)} done, {Number(ledger.Counters.Failed)} failed.");
    }

    private static LoadCheck Same(LoadReading reading) => reading.Differs is { } row
        ? new("Decided again, everything comes out the same", false, $"The decision of row {Number(row)} comes out otherwise when it is made again.", row)
        : new("Decided again, everything comes out the same", true, $"{Number(reading.Decided)} decisions were made again from what was recorded; all are the same.");

    private static LoadCheck Respected(LoadFigures figures) => figures.Broken is { } row
        ? new("No cap and no cooldown was broken", false, $"The action of row {Number(row)} was allowed although a cap or a cooldown stood against it.", row)
        : new("No cap and no cooldown was broken", true, $"{Number(figures.Allowed)} actions were allowed; against none of them stood a cap or a cooldown in force.");

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
