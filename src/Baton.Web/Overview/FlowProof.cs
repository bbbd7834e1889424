using System.Globalization;
using Baton.Engine.Storage.Upkeep;

namespace Baton.Web.Overview;

/// <summary>What an independent count of the log says of the counters.</summary>
/// <param name="Balances">Whether both agree and all that waits, waits for something.</param>
/// <param name="Text">In one line.</param>
/// <param name="At">When it was counted, UTC.</param>
public sealed record FlowProof(bool Balances, string Text, DateTimeOffset At)
{
    /// <summary>The proof in words.</summary>
    public static FlowProof Of(Ledger ledger, DateTimeOffset at) => new(ledger.Balances, ledger.Balances
        ? $"Counted in the log itself: {Say(ledger.Log)}."
        : $"The log says {Say(ledger.Log)}{(ledger.Stranded > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {ledger.Stranded:N0} wait for nothing that is open") : "")}.", at);

    private static string Say(Ledger.Sides sides) => string.Create(CultureInfo.InvariantCulture, $"{sides.In:N0} = {sides.Done:N0} + {sides.Waiting:N0} + {sides.Failed:N0}");
}
