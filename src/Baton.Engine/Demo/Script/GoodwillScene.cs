namespace Baton.Engine.Demo.Script;

/// <summary>
/// Billing asks whether it may give money back as goodwill, and the story's own person answers: small amounts nearly always with yes, larger ones now this
/// way, now that. Neither the asking nor the answers are recorded; they are made up, and the person's name says so. What Baton learns from them is its own.
/// </summary>
internal static class GoodwillScene
{
    /// <summary>The story's own person.</summary>
    public const string Person = "robin (simulated)";

    private const int SmallBelow = 40;
    private const double Often = 4;
    private const int NoEvery = 40;
    private const double Seldom = 45;
    private static readonly TimeSpan Busy = TimeSpan.FromHours(6);

    public static void Play(Stage stage)
    {
        var (dice, customers, number, small) = (stage.Dice, stage.Quiet, 0, 0);
        for (var at = TimeSpan.FromMinutes(4); at < DemoScript.Length; at += dice.Minutes(0.8, 1.2) * (at < Busy ? Often : Seldom))
        {
            var isSmall = dice.Share() < 0.7;
            var amount = isSmall ? dice.Between(500, SmallBelow * 100) / 100.0 : dice.Between(SmallBelow, 180);
            var approves = isSmall ? small++ % NoEvery != NoEvery / 2 : dice.Share() < 0.5;
            var id = $"goodwill-{number++}";
            stage.Propose(at, id, "billing", dice.Pick(customers), "refund", "goodwill", "Goodwill for a late delivery", new { amount, currency = "USD", form = "voucher" });
            stage.Answer(at + dice.Minutes(1, 3), id, Person, approves, approves ? "Goodwill for a late delivery is fine." : isSmall ? "They had one this week." : "Too much for a late delivery.");
        }
    }
}
