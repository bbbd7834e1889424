namespace Baton.Engine.Demo.Script;

/// <summary>Marketing sends a newsletter every day, to people that support and sales are talking with as well; twice a day is once too often for some.</summary>
internal static class CampaignScene
{
    private const int Recipients = 24;
    private const int AmongWriters = 8;

    private static readonly (TimeSpan At, string Name, string Text)[] Campaigns =
    [
        (TimeSpan.FromMinutes(28), "summer-fares", "Summer fares are here: fly before September from $59."),
        (TimeSpan.FromHours(6), "shop-week", "Shop week: free exchanges on everything you order until Sunday."),
        (TimeSpan.FromHours(26), "member-days", "Member days: double miles on every booking this week."),
        (TimeSpan.FromHours(50), "last-minute", "Last minute: fly this weekend at half the fare."),
    ];

    public static void Play(Stage stage)
    {
        // Everybody has their turn before anybody has a second one; a third of each campaign goes to people who write just then.
        var quiet = stage.Dice.Shuffle(stage.Quiet);
        var next = 0;
        foreach (var (at, name, text) in Campaigns)
        {
            var busy = stage.Writers.Where(writer => writer.First < at).Select(writer => writer.Customer).Reverse().Take(AmongWriters).ToList();
            var others = Enumerable.Range(0, Recipients - busy.Count).Select(_ => quiet[next++ % quiet.Length]);
            foreach (var (customer, place) in stage.Dice.Shuffle(busy.Concat(others)).Select((customer, place) => (customer, place)))
                stage.Propose(at + TimeSpan.FromSeconds(20 * place), $"{name}-{customer.Key}", "marketing", customer, "contact.email", "promotion", text, new { campaign = name });
        }
    }
}
