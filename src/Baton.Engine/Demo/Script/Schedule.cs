using Baton.Engine.Demo.Corpus;

namespace Baton.Engine.Demo.Script;

/// <summary>
/// When each conversation begins. A chosen cast opens the story within its first half hour, so that a newcomer sees everything at once;
/// the others follow over three days, fewer at night, the airline's repeated scenarios one a day.
/// </summary>
internal static class Schedule
{
    private const int Days = 3;
    private const double NightFrom = 11; // hours after the start, which is noon in New York
    private const double NightTo = 19;
    private const double NightTraffic = 0.35;
    private const double FirstOfTheOthers = 0.75; // hours

    // Among them: a wish for a person within minutes, delays with compensation, cancellations with refunds, a damaged delivery.
    private static readonly string[] Opening =
    [
        "airline-37-0", "retail-09", "airline-16-1", "airline-15-0", "retail-00", "airline-31-0", "retail-34",
        "airline-26-0", "airline-00-0", "retail-32", "airline-12-0", "airline-06-0",
    ];

    public static IEnumerable<(Conversation Conversation, TimeSpan Start, bool IsOpening)> Of(IReadOnlyList<Conversation> conversations, Dice dice)
    {
        var byId = conversations.ToDictionary(c => c.Id, StringComparer.Ordinal);
        for (var i = 0; i < Opening.Length; i++)
            yield return (byId[Opening[i]], TimeSpan.FromMinutes(i * 2.2) + dice.Minutes(0.2, 1), true);
        var others = dice.Shuffle(conversations.Where(c => !Opening.Contains(c.Id)));
        for (var day = 0; day < Days; day++)
        {
            var ofTheDay = others.Where((c, place) => DayOf(c, place) == day).ToArray();
            for (var i = 0; i < ofTheDay.Length; i++)
                yield return (ofTheDay[i], TimeSpan.FromDays(day) + HourOf((i + dice.Share()) / ofTheDay.Length, day), false);
        }
    }

    private static int DayOf(Conversation conversation, int place) =>
        conversation.Company == "airline" ? conversation.Id[^1] - '0' : place % Days;

    // Spreads shares of a day's conversations over its hours, thinner at night.
    private static TimeSpan HourOf(double share, int day)
    {
        var first = day == 0 ? FirstOfTheOthers : 0;
        var evening = NightFrom - first;
        var night = (NightTo - NightFrom) * NightTraffic;
        var morning = 24 - NightTo;
        var passed = share * (evening + night + morning);
        var hour = passed < evening ? first + passed
            : passed < evening + night ? NightFrom + ((passed - evening) / NightTraffic)
            : NightTo + (passed - evening - night);
        return TimeSpan.FromSeconds(Math.Round(hour * 3600));
    }
}
