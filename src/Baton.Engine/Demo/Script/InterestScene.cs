using Baton.Engine.Demo.Corpus;

namespace Baton.Engine.Demo.Script;

/// <summary>
/// People show interest, or use less than before: sales and success hear of it, by the rules, and want to write to them, also to those that support
/// is busy with at that very moment.
/// </summary>
internal static class InterestScene
{
    private const int Leads = 36;
    private const int QuietOnes = 18;

    // Of these the demo's sales has offers.
    private static readonly (string Interest, Func<CustomerProfile, bool> IsFor)[] Interests =
    [
        ("business class", customer => customer.Membership is not null),
        ("gold membership", customer => customer.Membership is "silver"),
        ("family trip", customer => customer.Membership is not null),
        ("smart home", customer => customer.Membership is null),
        ("outdoor", customer => customer.Membership is null),
    ];

    public static void Play(Stage stage)
    {
        var writers = stage.Writers;
        // The first lead is the first customer of the story, minutes after she wrote: the newcomer sees sales being held back.
        Lead(stage, writers[0].Customer, writers[0].First + TimeSpan.FromMinutes(4), 0);
        for (var number = 1; number < Leads; number++)
        {
            var (customer, first) = number % 3 == 0 ? (stage.Dice.Pick(stage.Quiet), stage.Dice.Minutes(10, 4000)) : stage.Dice.Pick(writers);
            Lead(stage, customer, first + stage.Dice.Minutes(3, 45), number);
        }

        for (var number = 0; number < QuietOnes; number++)
            UsesLess(stage, number % 2 == 0 ? stage.Dice.Pick(stage.Quiet) : stage.Dice.Pick(writers).Customer, number);
    }

    private static void Lead(Stage stage, CustomerProfile customer, TimeSpan at, int number)
    {
        var fitting = Interests.Where(o => o.IsFor(customer)).ToArray();
        var interest = fitting[number % fitting.Length].Interest;
        stage.Event(at, $"lead-{number}", "website", "lead.created", customer, new { interest, channel = "web" });
    }

    private static void UsesLess(Stage stage, CustomerProfile customer, int number)
    {
        var at = number == 0 ? TimeSpan.FromMinutes(16) : stage.Dice.Minutes(60, 4200);
        stage.Event(at, $"usage-{number}", "product", "usage.dropped", customer, new { visitsLastMonth = stage.Dice.Between(0, 3), visitsBefore = stage.Dice.Between(6, 15) });
        // Sales has its eye on some of them too, within minutes: only one of the two may write.
        if (number % 3 == 0)
            stage.Propose(at + stage.Dice.Minutes(5, 9), $"winback-{number}", "sales", customer, "contact.email", "promotion", Greet(customer) + "Come back with 15% off your next trip or order.");
    }

    private static string Greet(CustomerProfile customer) => customer.FirstName is { } name ? $"Hello {name}, " : "Hello, ";
}
