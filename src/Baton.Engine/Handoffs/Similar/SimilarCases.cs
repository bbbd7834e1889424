using System.Collections.Concurrent;
using Baton.Core.Handoffs.Briefs;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Handoffs.Similar;

/// <summary>
/// Finds the resolved cases that are like one. Words weigh by how rare they are among the workspace's cases. The cost does not grow with their number: of a common
/// word only the latest cases are looked at, and of those only the best are weighed in full.
/// </summary>
public sealed class SimilarCases(CaseWordReader reader, Database database, IDbContextFactory<BatonDb> tables, TimeProvider clock) : IDisposable
{
    /// <summary>How alike a case must be at least to be shown.</summary>
    public const double Least = 0.25;

    private const int MostWords = 24;
    private const int MostOfAWord = 2_000;
    private const int Counting = 20_000;
    private const int Candidates = 40;
    private const int MostCounted = 12;
    private const double UnknownCounts = 0.5;
    private static readonly TimeSpan CountsHold = TimeSpan.FromMinutes(10);
    private const int MostCounts = 20_000;

    private static readonly string CountSql = $"SELECT count(*) FROM (SELECT 1 FROM CaseTerm WHERE Workspace = ? AND Term = ? LIMIT {Counting}) AS Some";
    private static readonly string WeighSql = $"SELECT Seq, Weight FROM CaseTerm WHERE Workspace = ? AND Term = ? AND Seq IN ({string.Join(", ", Enumerable.Repeat("?", Candidates))})";

    private readonly ReadConnections _connections = new(database);
    private readonly ConcurrentDictionary<(string Workspace, string Term), (long Count, DateTimeOffset Until)> _counts = new();

    /// <summary>The cases like a handoff, itself left out.</summary>
    /// <param name="handoff">The handoff.</param>
    /// <param name="most">How many to name; the outcomes count a few more.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public Task<SimilarCasesFound> FindAsync(HandoffRow handoff, int most = 5, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(handoff);
        return FindAsync(handoff.Workspace, reader.Read(handoff), handoff.Seq, most, cancel);
    }

    /// <summary>The cases that have words in common with these.</summary>
    internal async Task<SimilarCasesFound> FindAsync(string workspace, IReadOnlyList<CaseWord> words, long except, int most, CancellationToken cancel)
    {
        var ranked = Rank(workspace, words, except);
        if (ranked.Count == 0) return SimilarCasesFound.None;
        await using var db = await tables.CreateDbContextAsync(cancel);
        var seqs = ranked.ConvertAll(r => r.Seq);
        var rows = await db.Handoffs.Where(h => h.Workspace == workspace && seqs.Contains(h.Seq) && h.Status == HandoffRecords.Resolved && h.MergedInto == null).ToDictionaryAsync(h => h.Seq, cancel);
        var found = ranked.Where(r => rows.ContainsKey(r.Seq)).Select(r => Of(rows[r.Seq], r)).Take(MostCounted).ToList();
        var outcomes = found.GroupBy(c => c.Outcome ?? "other", StringComparer.Ordinal).Select(g => (g.Key, g.Count())).OrderByDescending(o => o.Item2).ThenBy(o => o.Key, StringComparer.Ordinal).ToList();
        return new SimilarCasesFound([.. found.Take(most)], found.Count, outcomes);
    }

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();

    private static SimilarCase Of(HandoffRow row, Ranked ranked) =>
        new(row.Id, row.Title, row.ResolutionOutcome, row.Answer, row.ResolvedBy, row.Resolved.ToTime() ?? row.Opened.ToTime(), Math.Round(ranked.Likeness, 3), ranked.Words) { Note = row.Note, Seq = row.LastSeq };

    private List<Ranked> Rank(string workspace, IReadOnlyList<CaseWord> words, long except)
    {
        var cases = CountOf(workspace, CaseIndexer.Every);
        if (cases == 0) return [];
        var all = words.Select(word => new Asked(word, CountOf(workspace, word.Term), cases)).ToList();
        var asked = all.Where(a => a is { Count: > 0, Worth: > 0 }).OrderByDescending(a => a.Worth).Take(MostWords).ToList();
        if (asked.Count == 0) return [];
        // A word that no case knows is a name as often as a topic: it speaks against likeness, but not with its whole weight.
        var whole = asked.Sum(a => a.Worth) + all.Where(a => a.Count == 0).Sum(a => a.Worth * UnknownCounts);
        var scores = new Dictionary<long, double>();
        foreach (var word in asked)
        {
            foreach (var (seq, weight) in Latest(workspace, word.Word.Term)) scores[seq] = scores.GetValueOrDefault(seq) + word.WorthIn(weight);
        }

        scores.Remove(except);
        var best = scores.OrderByDescending(s => s.Value).ThenByDescending(s => s.Key).Take(Candidates).Select(s => s.Key).ToList();
        var found = best.ToDictionary(seq => seq, _ => new List<(CaseWord Word, double Worth)>());
        foreach (var word in asked)
        {
            foreach (var (seq, weight) in Weights(workspace, word.Word.Term, best)) found[seq].Add((word.Word, word.WorthIn(weight)));
        }

        return
        [
            .. found.Where(f => f.Value.Exists(w => w.Word.IsTopic)).Select(f => new Ranked(f.Key, f.Value.Sum(w => w.Worth) / whole, [.. f.Value.OrderByDescending(w => w.Worth).Select(w => w.Word.Shown)]))
                .Where(r => r.Likeness >= Least).OrderByDescending(r => r.Likeness).ThenByDescending(r => r.Seq),
        ];
    }

    private List<(long Seq, int Weight)> Latest(string workspace, string term)
    {
        using var query = _connections.Prepare(CaseTermTable.Latest);
        query.Statement.Bind(workspace).Bind(term).Bind((long)MostOfAWord);
        return query.Read(row => (row.Long(0), row.Int(1)));
    }

    private List<(long Seq, int Weight)> Weights(string workspace, string term, List<long> seqs)
    {
        using var query = _connections.Prepare(WeighSql);
        query.Statement.Bind(workspace).Bind(term);
        for (var i = 0; i < Candidates; i++) query.Statement.Bind(i < seqs.Count ? seqs[i] : -1L);
        return query.Read(row => (row.Long(0), row.Int(1)));
    }

    // Counted to a limit: beyond it a word is common, and how common does not matter.
    private long CountOf(string workspace, string term)
    {
        var now = clock.GetUtcNow();
        if (_counts.TryGetValue((workspace, term), out var known) && known.Until > now && known.Count >= Counting / 10) return known.Count;
        using var query = _connections.Prepare(CountSql);
        query.Statement.Bind(workspace).Bind(term);
        var count = query.Read(row => row.Long(0))[0];
        if (_counts.Count >= MostCounts) _counts.Clear();
        _counts[(workspace, term)] = (count, now + CountsHold);
        return count;
    }

    private sealed record Asked(CaseWord Word, long Count, long Cases)
    {
        private double Rarity { get; } = Math.Log(1 + ((Math.Max(Cases, 20) - Math.Min(Count, Math.Max(Cases, 20)) + 0.5) / (Count + 0.5)));

        /// <summary>How much it would count in a case that speaks of it as much as this one.</summary>
        public double Worth => Rarity * Word.Weight;

        public double WorthIn(int weight) => Rarity * Math.Min(weight, Word.Weight);
    }

    private sealed record Ranked(long Seq, double Likeness, IReadOnlyList<string> Words);
}
