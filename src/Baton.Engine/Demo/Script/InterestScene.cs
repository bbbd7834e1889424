using Baton.Engine.Demo.Corpus;

namespace Baton.Engine.Demo.Script;

/// <summary>
/// People show interest, or use less than before: sales and success hear of it and want to write to them, also to those that support is busy
/// with at that very moment.
/// </summary>
internal static class InterestScene
{
    private const int Leads = 36;
    private const int QuietOnes = 18;

    private static readonly (string Interest, string Offer, Func<CustomerProfile, bool> IsFor)[] Offers =
    [
        ("business class", "Business class to your next destination is on offer this week. Shall we hold two seats for you?", customer => customer.Membership is not null),
        ("gold membership", "You are close to gold: one more trip and more of your bags fly free. Shall we tell you how?", customer => customer.Membership is "silver"),
        ("family trip", "Families save on round trips this month. May we send you our three best connections?", customer => customer.Membership is not null),
        ("smart home", "The new smart home range has arrived in the shop. Would you like a first look?", customer => customer.Membership is null),
        ("outdoor", "New tents and backpacks are in the shop. Shall we put one aside for you?", customer => customer.Membership is null),
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
        var fitting = Offers.Where(o => o.IsFor(customer)).ToArray();
        var (interest, offer, _) = fitting[number % fitting.Length];
        stage.Event(at, $"lead-{number}", "website", "lead.created", customer, new { interest, channel = "web" });
        stage.Propose(at + stage.Dice.Minutes(1, 3), $"sales-{number}", "sales", customer, "contact.email", "promotion", Greet(customer) + offer, new { interest });
    }

    private static void UsesLess(Stage stage, CustomerProfile customer, int number)
    {
        var at = number == 0 ? TimeSpan.FromMinutes(16) : stage.Dice.Minutes(60, 4200);
        stage.Event(at, $"usage-{number}", "product", "usage.dropped", customer, new { visitsLastMonth = stage.Dice.Between(0, 3), visitsBefore = stage.Dice.Between(6, 15) });
        stage.Propose(at + stage.Dice.Minutes(1, 4), $"success-{number}", "success", customer, "contact.email", "check-in", Greet(customer) + "We have not seen you for a while. Is there anything we can do better for you?");
        // Sales has its eye on some of them too, within minutes: only one of the two may write.
        if (number % 3 == 0)
            stage.Propose(at + stage.Dice.Minutes(5, 9), $"winback-{number}", "sales", customer, "contact.email", "promotion", Greet(customer) + "Come back with 15% off your next trip or order.");
    }

    private static string Greet(CustomerProfile customer) => customer.FirstName is { } name ? $"Hello {name}, " : "Hello, ";
}
