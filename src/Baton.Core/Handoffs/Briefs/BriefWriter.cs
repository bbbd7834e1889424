using Baton.Core.Events;

namespace Baton.Core.Handoffs.Briefs;

/// <summary>
/// Puts a case in a few lines for whoever takes it over, by fixed rules: what is said is either a word of the log or a word of these templates, and every line
/// names the events it rests on. The same case always gives the same lines.
/// </summary>
public static class BriefWriter
{
    /// <summary>The most lines.</summary>
    public const int MostLines = 8;

    private const int MostGiven = 8;

    /// <summary>Writes the brief.</summary>
    public static CaseBrief Write(CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var said = Said.In(file.Log);
        var (given, wants) = (GivenFact.In(said), Wants(file, said));
        BriefLine?[] lines = [Acquaintance.Line(file), Line(BriefKind.Wants, "Wants", wants), Why(file), Open(said, wants), Promised(said), Tries.Line(file, said), Given(given), Moods.Line(said)];
        return new CaseBrief([.. lines.OfType<BriefLine>().OrderBy(line => line.Kind).Take(MostLines)], file.Log.Count == 0 ? 0 : file.Log.Max(e => e.Event.Seq)) { Given = given };
    }

    /// <summary>The words in which the customer asks, for finding what is like it; empty when there are none.</summary>
    public static string AskingWords(CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return string.Join(' ', Wants(file, Said.In(file.Log)).Select(ask => ask.Text));
    }

    // What the case is about, and, where it differs, what was asked since.
    private static IReadOnlyList<Ask> Wants(CaseFile file, IReadOnlyList<Said> said)
    {
        var theirs = said.Where(s => s.ByCustomer).ToList();
        var first = theirs.Where(s => s.Seq >= Beginning(file, said)).Take(3).Select(Asking.Best).OfType<Ask>().FirstOrDefault(ask => ask.Strength >= 2)
            ?? theirs.Where(s => s.Seq == file.Root || s.Seq == file.Opened).Select(Asking.Best).OfType<Ask>().FirstOrDefault()
            ?? theirs.AsEnumerable().Reverse().Select(Asking.Best).OfType<Ask>().FirstOrDefault();
        var last = theirs.TakeLast(3).Reverse().SelectMany(s => Asking.In(s).Reverse()).FirstOrDefault(ask => ask.Strength >= 2);
        return [.. new[] { first, last }.OfType<Ask>().DistinctBy(ask => ask.Text, StringComparer.OrdinalIgnoreCase)];
    }

    // The conversation of this case: of its own name where the channel gives one, else since the last case was closed or the customer was silent for long.
    private static long Beginning(CaseFile file, IReadOnlyList<Said> said)
    {
        if (file.Log.FirstOrDefault(e => e.Event.Seq == file.Root)?.Event.Data.Text("conversation") is { } conversation)
            return file.Log.First(e => e.Event.Data.Text("conversation") == conversation).Event.Seq;
        var at = file.Root > 0 ? file.Root : file.Opened;
        var beginning = file.Log.LastOrDefault(e => e.Event.Seq < at && e.Event.Type is EventTypes.HandoffResolved or EventTypes.CaseResolved or EventTypes.ConversationEnded)?.Event.Seq ?? 0;
        for (var i = 1; i < said.Count && said[i].Seq <= at; i++) if (said[i].At - said[i - 1].At > TimeSpan.FromDays(7)) beginning = Math.Max(beginning, said[i].Seq);
        return beginning;
    }

    private static BriefLine? Line(BriefKind kind, string word, IReadOnlyList<Ask> asks) => asks.Count == 0 ? null
        : new BriefLine(kind, $"{word}: {string.Join(", and lately ", asks.Select(ask => Quote.Of(ask.Text)))}", [.. asks.Select(ask => ask.Seq)]);

    private static BriefLine Why(CaseFile file) => new(BriefKind.Why, $"Came here: {Quote.Cut(Quote.Plain(file.Reason), 240)}", [file.Opened]);

    private static BriefLine? Open(IReadOnlyList<Said> said, IReadOnlyList<Ask> wants)
    {
        var open = OpenQuestions.In(said).Where(ask => !wants.Any(want => want.Text == ask.Text)).Take(2).ToList();
        return open.Count == 0 ? null : new BriefLine(BriefKind.Open, $"No answer found to: {string.Join(" and ", open.Select(ask => Quote.Of(ask.Text, 120)))}", [.. open.Select(ask => ask.Seq).Distinct()]);
    }

    private static BriefLine? Promised(IReadOnlyList<Said> said)
    {
        var promises = Promises.In(said, most: 2);
        return promises.Count == 0 ? null : new BriefLine(BriefKind.Promised, "Promised: " + string.Join("; ", promises.Select(p => $"{Quote.Of(p.Sentence, 120)} by {p.By.Who}")), [.. promises.Select(p => p.By.Seq).Distinct()]);
    }

    private static BriefLine? Given(IReadOnlyList<GivenFact> given)
    {
        var shown = given.Take(MostGiven).ToList();
        return shown.Count == 0 ? null : new BriefLine(BriefKind.Given, $"Said already, no need to ask again: {string.Join(", ", shown.Select(fact => Quote.Of(fact.Value, 60)))}", [.. shown.Select(fact => fact.Seq).Distinct().Order()]);
    }
}
