using System.Globalization;
using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Timeline;

namespace Baton.Core.Handoffs.Offering;

/// <summary>
/// To whom a handoff is offered: the least loaded of those who can take it, then the one who has waited longest. It looks at nothing but what it is
/// given, and that is kept in the log, so that every offer can be explained and chosen again.
/// </summary>
public static class OfferChoice
{
    private const string Standings = "standings";

    /// <summary>The person to ask next; null when there is nobody.</summary>
    public static PersonStanding? Choose(IEnumerable<PersonStanding> people) => people
        .Where(person => person.Hindrance() is null)
        .OrderBy(person => person.Load).ThenBy(person => person.IdleSince).ThenBy(person => person.Person, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>Why this person and not another, in a few words.</summary>
    public static string Why(PersonStanding chosen, IReadOnlyCollection<PersonStanding> people)
    {
        var able = people.Where(person => person.Hindrance() is null).ToList();
        if (able.Count == 1) return "nobody else can take it now";
        var isLeast = able.All(other => other.Person == chosen.Person || other.Load > chosen.Load);
        return string.Create(CultureInfo.InvariantCulture, $"{(isLeast ? "fewest cases" : "waited longest")} of {able.Count} who can take it");
    }

    /// <summary>Writes into an event what the choice looked at.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<PersonStanding> people)
    {
        json.WritePropertyName(Standings);
        JsonSerializer.Serialize(json, people, LogJson.Compact);
    }

    /// <summary>What the choice of an offer looked at, as its event says.</summary>
    public static IReadOnlyList<PersonStanding> Read(Event offered) =>
        offered.Data.Member(Standings) is { } standings ? standings.Deserialize<List<PersonStanding>>(LogJson.Compact) ?? [] : [];
}
