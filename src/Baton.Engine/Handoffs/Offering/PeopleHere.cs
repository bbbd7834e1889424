using Baton.Core.Deciding;
using Baton.Core.Handoffs;
using Baton.Core.Handoffs.Offering;
using Baton.Core.Handoffs.Queues;
using Baton.Engine.Clocks;
using Baton.Engine.Handoffs.Presence;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Handoffs.Offering;

/// <summary>The people who are here at one moment, with what they have to do.</summary>
internal sealed class PeopleHere
{
    private const string OnlyLooks = "Viewer";

    private readonly IReadOnlyList<PersonPresence> _people;
    private readonly Dictionary<string, int> _loads;
    private readonly Dictionary<string, long> _ends;
    private readonly DateTimeOffset _now;

    private PeopleHere(IReadOnlyList<PersonPresence> people, Dictionary<string, int> loads, Dictionary<string, long> ends, DateTimeOffset now) => (_people, _loads, _ends, _now) = (people, loads, ends, now);

    /// <summary>Whether nobody can be asked at all.</summary>
    public bool IsNobodyLeft => _people.All(person => person.State != Availability.Available);

    public static async Task<PeopleHere> ReadAsync(BatonDb db, string workspace, PresenceBoard board, DateTimeOffset now, CancellationToken cancel)
    {
        var members = await db.Members.Where(m => m.Workspace == workspace && m.Role != OnlyLooks).OrderBy(m => m.Email).Select(m => m.Email).ToListAsync(cancel);
        var here = members.Select(email => board.Of(workspace, email)).Where(person => person.State != Availability.Away).ToList();
        var open = await db.Handoffs.Where(h => h.Workspace == workspace && (h.Status == HandoffRecords.Claimed && h.Sleeps == null || h.Status == HandoffRecords.Waiting && h.OfferedTo != null))
            .Select(h => h.Owner ?? h.OfferedTo!).ToListAsync(cancel);
        var yesterday = now.AddDays(-1).ToUnix();
        var ends = await db.Handoffs.Where(h => h.Workspace == workspace && h.Status == HandoffRecords.Resolved && h.Resolved > yesterday && h.Owner != null)
            .GroupBy(h => h.Owner!).Select(g => new { g.Key, Last = g.Max(h => h.Resolved) ?? 0 }).ToDictionaryAsync(g => g.Key, g => g.Last, StringComparer.Ordinal, cancel);
        return new PeopleHere(here, open.CountBy(person => person, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal), ends, now);
    }

    /// <summary>One more case is offered to a person.</summary>
    public void Give(string person) => _loads[person] = _loads.GetValueOrDefault(person) + 1;

    /// <summary>How everybody who is here stands towards a case.</summary>
    /// <param name="handoff">The case.</param>
    /// <param name="queue">Its queue.</param>
    /// <param name="config">What is said of the people.</param>
    /// <param name="language">The customer's language; null when it is not known.</param>
    /// <param name="changed">When the case last changed: who came after that can be asked again. Null when it is not known.</param>
    public IReadOnlyList<PersonStanding> StandingsFor(OpenHandoff handoff, QueueDefinition queue, WorkspaceConfig config, string? language, DateTimeOffset? changed) => [.. _people.Select(person =>
    {
        var profile = config.PersonOf(person.Person);
        return new PersonStanding
        {
            Person = person.Person,
            State = person.State,
            IsAllowed = profile.Works(queue.Name) && (queue.People.IsEmpty || queue.People.Contains(person.Person, StringComparer.OrdinalIgnoreCase)),
            Lacks = [.. queue.Skills.Where(skill => !profile.Skills.Contains(skill, StringComparer.OrdinalIgnoreCase))],
            Unspoken = UnspokenOf(queue, language, profile.Speaks, profile.Languages.IsEmpty),
            IsInHours = profile.Hours?.IsOpen(_now) ?? true,
            Load = _loads.GetValueOrDefault(person.Person),
            Capacity = profile.Capacity,
            IdleSince = IdleSince(person),
            HasDeclined = handoff.Declined.Contains(person.Person, StringComparer.Ordinal) && !(person.Since > changed),
        };
    })];

    private DateTimeOffset IdleSince(PersonPresence person)
    {
        var since = person.Since ?? _now;
        return _ends.GetValueOrDefault(person.Person).ToTime() is var end && end > since ? end : since;
    }

    // A queue asks for one of its languages; of a customer's own, only people of whom languages are said can be told not to speak it.
    private static string? UnspokenOf(QueueDefinition queue, string? language, Func<string, bool> speaks, bool isUnknown)
    {
        if (!queue.Languages.IsEmpty && !queue.Languages.Any(speaks)) return string.Join(" or ", queue.Languages);
        return language is not null && !isUnknown && !speaks(language) ? language : null;
    }
}
