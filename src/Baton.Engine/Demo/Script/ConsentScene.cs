namespace Baton.Engine.Demo.Script;

/// <summary>A few people want to hear less, or nothing; marketing asks about them all the same.</summary>
internal static class ConsentScene
{
    private const int Refusals = 6;

    public static void Play(Stage stage)
    {
        var quiet = stage.Dice.Shuffle(stage.Quiet);
        for (var number = 0; number < Refusals; number++)
        {
            var customer = quiet[number];
            var at = number == 0 ? TimeSpan.FromMinutes(22) : stage.Dice.Minutes(90, 3600);
            var isAll = number % 2 == 0;
            stage.Event(at, $"consent-{number}", "preference-center", "consent.changed", customer, isAll ? new { doNotContact = true } : new { purpose = "promotion", granted = false });
            stage.Propose(at + stage.Dice.Minutes(8, 20), $"unwanted-{number}", "marketing", customer, "contact.email", "promotion", "Member days: double miles on every booking this week.", new { campaign = "members" });
        }
    }
}
