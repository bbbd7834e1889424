using System.Collections.Frozen;

namespace Baton.Core.Classification;

/// <summary>The small grammar behind <see cref="PersonWish"/>: which words reach for a person, which words are a person, and what denies it.</summary>
internal static class WishGrammar
{
    private const int FarthestDenial = 6;

    private static readonly FrozenSet<string> Modifiers = Set(
        "a an the your another different real live actual human senior other any some one of customer service support more higher call team floor");

    private static readonly FrozenSet<string> Persons = Set(
        "human humans person people being representative representatives rep reps agent agents supervisor supervisors manager managers operator advisor adviser specialist associate staff");

    private static readonly FrozenSet<string> PlainPersons = Set("person people being");

    private static readonly FrozenSet<string> Somebody = Set("someone somebody anyone anybody");

    private static readonly FrozenSet<string> NotAPerson = Set("error errors resources rights fee approval seat ticket");

    private static readonly FrozenSet<string> Talk = Set("speak talk chat");

    private static readonly FrozenSet<string> Talking = Set("speaking talking chatting");

    private static readonly FrozenSet<string> Hand = Set(
        "transfer transferring connect connecting put putting pass forward hand escalate refer switch redirect route");

    private static readonly FrozenSet<string> Handed = Set("transferred connected escalated forwarded passed handed redirected");

    private static readonly FrozenSet<string> Handable = Set("me us this it my our case call issue request chat over through up back on directly straight to with");

    private static readonly FrozenSet<string> Want = Set("need want demand require like prefer get give request bring");

    private static readonly FrozenSet<string> Wanting = Set("me us to have contact reach deal work with through hold of see involve now just");

    private static readonly FrozenSet<string> Wishing = Set("like love appreciate prefer want need rather mind can could may please");

    private static readonly FrozenSet<string> Deniers = Set(
        "not no never don't dont doesn't didn't won't wouldn't shouldn't needn't cannot can't couldn't without avoid avoiding instead rather hate stop refuse unnecessary");

    private static readonly FrozenSet<string> Asking = Set("do did does must should when after since because before until once while whenever");

    /// <summary>Where the wish that begins with the word at <paramref name="at"/> ends, or null when none begins there.</summary>
    public static int? WishAt(Clause clause, int at)
    {
        var word = clause[at];
        if (Talk.Contains(word) || (Talking.Contains(word) && WishedBefore(clause, at)))
            return TalkAt(clause, at);
        if (Hand.Contains(word))
            return HandAt(clause, at);
        if (Handed.Contains(word) && clause[at - 1] is "be" or "get" or "being")
            return PersonAfter(clause, at, Handable, withSomebody: true) ?? (WishedBefore(clause, at) && EndsAfter(clause, at) ? at : null);
        if (Want.Contains(word))
            return WantAt(clause, at);
        if (word is "is" or "isn't" or "are" or "aren't" && clause[at + 1] == "there")
            return ThereAt(clause, at);
        if (Somebody.Contains(word))
            return SomebodyAt(clause, at);
        return at == 0 ? AloneAt(clause) : null;
    }

    /// <summary>Whether the words before or within the wish say the opposite, or only ask or tell about it.</summary>
    public static bool IsDenied(Clause clause, int first, int last)
    {
        if (clause[first + 1] != "there" && Enumerable.Range(first, last - first).Any(at => Deniers.Contains(clause[at]) && clause[at] != "rather"))
            return true;
        for (var at = first - 1; at >= Math.Max(0, first - FarthestDenial); at--)
        {
            if (Deniers.Contains(clause[at]))
                return clause[at] != "rather" || clause[at + 1] == "than";
            if (clause[at] is "i" or "we" && clause[at - 1] is not ("think" or "believe" or "suppose" or "feel"))
                return Asking.Contains(clause[at - 1]);
        }

        return false;
    }

    private static int? TalkAt(Clause clause, int at) =>
        clause[at + 1] is "to" or "with" or "directly" ? PersonAfter(clause, at + 1, Handable, withSomebody: true) : null;

    private static int? HandAt(Clause clause, int at)
    {
        // "a transfer to someone" is money: only what the customer has or is can be handed on to a person.
        if (clause[at + 1] is not ("to" or "with") && PersonAfter(clause, at, Handable, withSomebody: true) is { } last)
            return last;
        var isBare = clause[at] is "transfer" or "connect" && clause[at + 1] is "me" or "us";
        return isBare && EndsAfter(clause, at + 1) ? at + 1 : null;
    }

    private static int? WantAt(Clause clause, int at)
    {
        var last = PersonAfter(clause, at, Wanting, withSomebody: false);
        // "I need one person added" is no wish: a plain person has to be a real one, or be the end of it.
        return last is { } end && PlainPersons.Contains(clause[end]) && !IsRealPerson(clause, at, end) ? null : last;
    }

    private static int? ThereAt(Clause clause, int at)
    {
        var next = clause[at + 2] is "no" or "not" ? at + 3 : at + 2;
        if (PersonEnd(clause, next) is { } last && (!PlainPersons.Contains(clause[last]) || IsRealPerson(clause, next, last)))
            return last;
        if (!Somebody.Contains(clause[next]))
            return null;
        return clause[next + 1] is "else" or "above" or "higher" && clause[next + 2] is not "you" || clause[next + 1] is "above"
            ? next + 1
            : SomebodyAt(clause, next);
    }

    // "someone else I can talk to", "anyone who could call me"
    private static int? SomebodyAt(Clause clause, int at)
    {
        var next = clause[at + 1] is "else" or "there" or "real" ? at + 2 : at + 1;
        if (clause[next] is "i" or "we" && clause[next + 1] is "can" or "could" or "may" && Talk.Contains(clause[next + 2]))
            return next + 2;
        return clause[next] is "call" or "phone" or "ring" && clause[next + 1] is "me" or "us" ? next + 1 : null;
    }

    // "Representative!", "human agent please"
    private static int? AloneAt(Clause clause)
    {
        var start = clause[0] is "please" ? 1 : 0;
        return PersonEnd(clause, start) is { } last && EndsAfter(clause, last) && !(PlainPersons.Contains(clause[last]) && clause[last + 1] is "")
            ? last
            : null;
    }

    private static int? PersonAfter(Clause clause, int at, FrozenSet<string> between, bool withSomebody)
    {
        for (var next = at + 1; next < clause.Words.Count; next++)
        {
            if (withSomebody && Somebody.Contains(clause[next]))
                return clause[next + 1] is "else" ? next + 1 : next;
            if (PersonEnd(clause, next) is { } last)
                return last;
            if (!between.Contains(clause[next]))
                return null;
        }

        return null;
    }

    private static int? PersonEnd(Clause clause, int start)
    {
        int? last = null;
        for (var at = start; Modifiers.Contains(clause[at]) || Persons.Contains(clause[at]); at++)
        {
            if (Persons.Contains(clause[at]) || (clause[at] is "service" or "support" && clause[at - 1] is "customer"))
                last = at;
        }

        return last is { } end && !NotAPerson.Contains(clause[end + 1]) ? last : null;
    }

    private static bool IsRealPerson(Clause clause, int first, int last) =>
        Enumerable.Range(first, last - first).Any(at => clause[at] is "real" or "live" or "actual" or "human");

    private static bool WishedBefore(Clause clause, int at) =>
        Enumerable.Range(Math.Max(0, at - 5), Math.Min(at, 5)).Any(before => Wishing.Contains(clause[before]));

    private static bool EndsAfter(Clause clause, int last) => clause[last + 1] is "" or "please" or "now" or "then" or "asap" or "immediately";

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
