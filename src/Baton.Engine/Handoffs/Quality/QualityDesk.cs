using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Clocks;
using Baton.Engine.Handoffs.Wall;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Handoffs.Quality;

/// <summary>Puts a sample of resolved cases before supervisors, and keeps what they thought of them.</summary>
public sealed class QualityDesk
{
    /// <summary>The setting's name.</summary>
    internal const string Setting = "quality";

    /// <summary>The length of a note.</summary>
    public const int MostOfNote = 4000;

    private const int Weeks = 8;
    private static readonly TimeSpan Back = TimeSpan.FromDays(30);

    private readonly WallCases _cases;
    private readonly IDbContextFactory<BatonDb> _database;
    private readonly Conductor _conductor;
    private readonly Journal _journal;
    private readonly TimeProvider _clock;

    internal QualityDesk(WallCases cases, IDbContextFactory<BatonDb> database, Conductor conductor, Journal journal, TimeProvider clock) =>
        (_cases, _database, _conductor, _journal, _clock) = (cases, database, conductor, journal, clock);

    /// <summary>What is sampled and asked.</summary>
    public async Task<QualityRules> RulesAsync(string workspace, CancellationToken cancel = default)
    {
        await using var db = await _database.CreateDbContextAsync(cancel);
        var value = await db.Settings.Where(s => s.Workspace == workspace && s.Name == Setting).Select(s => s.Value).FirstOrDefaultAsync(cancel);
        return value is null ? new QualityRules() : JsonSerializer.Deserialize<QualityRules>(value, JsonSerializerOptions.Web)!;
    }

    /// <summary>Changes what is sampled and asked.</summary>
    /// <exception cref="ArgumentException">A share is not between 0 and 1, there is no criterion or too many, or two have one name.</exception>
    public async Task PutRulesAsync(string workspace, QualityRules rules)
    {
        if (rules.Share is < 0 or > 1 || rules.Queues.Values.Any(share => share is < 0 or > 1)) throw new ArgumentException("A share is between 0 and 100 %.", nameof(rules));
        if (rules.Criteria.Count is 0 or > QualityRules.MostCriteria) throw new ArgumentException($"A review asks one thing at least and {QualityRules.MostCriteria} at most.", nameof(rules));
        if (rules.Criteria.Any(c => c.Name.Length == 0 || c.Title.Length == 0) || rules.Criteria.DistinctBy(c => c.Name).Count() < rules.Criteria.Count) throw new ArgumentException("Each thing that is asked has a name of its own.", nameof(rules));
        using var unit = _journal.Begin(0);
        unit.Put(new SettingRow { Workspace = workspace, Name = Setting, Value = JsonSerializer.Serialize(rules, JsonSerializerOptions.Web) });
        await _journal.SubmitAsync(unit);
    }

    /// <summary>Resolved cases of the last 30 days that wait for a review: what went wrong first, then the latest; and how many there are.</summary>
    public async Task<(int Count, IReadOnlyList<SampledCase> Cases)> SampleAsync(string workspace, int most, CancellationToken cancel = default)
    {
        var (now, rules) = (_clock.GetUtcNow(), await RulesAsync(workspace, cancel));
        var cases = await _cases.ReadAsync(workspace, now - Back, now, cancel);
        var back = WallReturns.Of(cases);
        await using var db = await _database.CreateDbContextAsync(cancel);
        var since = (now - Back).ToUnix();
        var done = (await db.Reviews.Where(r => r.Workspace == workspace && r.At >= since).Select(r => r.Handoff).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var sampled = cases.Where(c => c.Resolved >= since && c.Person is not null && !done.Contains(c.Id)).Select(c => (Case: c, Because: Because(c, back, rules))).Where(c => c.Because is not null)
            .OrderByDescending(c => c.Because != SampledBecause.Chance).ThenByDescending(c => c.Case.Resolved).ToList();
        var ids = sampled.Take(most).Select(c => c.Case.Id).ToList();
        var rows = await db.Handoffs.Where(h => h.Workspace == workspace && ids.Contains(h.Id)).ToDictionaryAsync(h => h.Id, StringComparer.Ordinal, cancel);
        var names = await TimelineRows.NamesAsync(db, workspace, [.. rows.Values.Select(r => r.Customer).OfType<string>().Distinct(StringComparer.Ordinal)], cancel);
        return (sampled.Count, [.. sampled.Take(most).Where(c => rows.ContainsKey(c.Case.Id)).Select(c => new SampledCase(HandoffLine.Of(rows[c.Case.Id], c.Case.Customer is { } customer ? names.GetValueOrDefault(customer) : null), c.Case.Person!, c.Because!.Value))]);
    }

    /// <summary>Keeps a review; a second one by the same reviewer replaces the first. It stands on the customer's timeline.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="handoff">The resolved case.</param>
    /// <param name="reviewer">E-mail of who reviews it.</param>
    /// <param name="scores">A score from 1 to 5 for each criterion.</param>
    /// <param name="note">What the person who resolved it should know.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>What was wrong with it, in words; null when it was kept.</returns>
    public async Task<string?> ReviewAsync(string workspace, string handoff, string reviewer, IReadOnlyDictionary<string, int> scores, string? note, CancellationToken cancel = default)
    {
        var rules = await RulesAsync(workspace, cancel);
        if (rules.Criteria.FirstOrDefault(c => !scores.TryGetValue(c.Name, out var score) || score is < 1 or > 5) is { } missing) return $"“{missing.Title}” needs a score from 1 to 5.";
        await using var db = await _database.CreateDbContextAsync(cancel);
        if (await db.Handoffs.FirstOrDefaultAsync(h => h.Workspace == workspace && h.Id == handoff, cancel) is not { } row) return $"There is no handoff {handoff}.";
        if (row.Status != HandoffRecords.Resolved || row.ResolvedBy is not { } person) return "This case is still open. It can be reviewed when it has ended.";
        if (person == reviewer) return "You resolved this case yourself. Somebody else reviews it.";
        var asked = rules.Criteria.ToDictionary(c => c.Name, c => scores[c.Name], StringComparer.Ordinal);
        await _conductor.TakeAsync(workspace, Input.Act("baton/handoffs", EventTypes.HandoffReviewed, Actor.Person(reviewer), Payload.Of(json =>
        {
            json.WriteString("handoff", handoff);
            json.WriteString("person", person);
            json.WriteString("queue", row.Queue);
            json.WriteString("title", row.Title);
            json.WriteNumber("mean", Math.Round(asked.Values.Average(), 2));
            json.WriteStartObject("scores");
            foreach (var (name, score) in asked) json.WriteNumber(name, score);
            json.WriteEndObject();
            if (note?.Trim() is { Length: > 0 } words) json.WriteString("note", words);
        })) with { Customer = HandoffId.CustomerOf(handoff) }, cancel);
        return null;
    }

    /// <summary>The latest reviews, of one person's work or of everybody's.</summary>
    public async Task<IReadOnlyList<Review>> ReviewsAsync(string workspace, string? person, int most, CancellationToken cancel = default)
    {
        await using var db = await _database.CreateDbContextAsync(cancel);
        var rows = await db.Reviews.Where(r => r.Workspace == workspace && (person == null || r.Person == person)).OrderByDescending(r => r.At).ThenBy(r => r.Handoff).Take(most).ToListAsync(cancel);
        var ids = rows.Select(r => r.Handoff).ToList();
        var titles = await db.Handoffs.Where(h => h.Workspace == workspace && ids.Contains(h.Id)).Select(h => new { h.Id, h.Title }).ToDictionaryAsync(h => h.Id, h => h.Title, StringComparer.Ordinal, cancel);
        return rows.ConvertAll(r => Review.Of(r, titles.GetValueOrDefault(r.Handoff)));
    }

    /// <summary>The reviews of the last eight weeks in figures: by person and by queue.</summary>
    public async Task<(IReadOnlyList<QualityLine> People, IReadOnlyList<QualityLine> Queues)> FiguresAsync(string workspace, string? person = null, CancellationToken cancel = default)
    {
        var now = _clock.GetUtcNow();
        var since = now.AddDays(-7 * Weeks).ToUnix();
        await using var db = await _database.CreateDbContextAsync(cancel);
        var rows = await db.Reviews.Where(r => r.Workspace == workspace && r.At >= since && (person == null || r.Person == person)).Select(r => new Scored(r.Person, r.Queue, r.At, r.Mean)).ToListAsync(cancel);
        return (Lines(rows, r => r.Person, since), Lines(rows, r => r.Queue, since));
    }

    private static SampledBecause? Because(WallCase of, IReadOnlySet<string> back, QualityRules rules) =>
        of.Breached is not null || of.Taken > of.Due ? SampledBecause.Breach : back.Contains(of.Id) ? SampledBecause.CameBack : rules.Samples(of.Id, of.Queue) ? SampledBecause.Chance : null;

    private static IReadOnlyList<QualityLine> Lines(List<Scored> rows, Func<Scored, string> by, long since) =>
        [.. rows.GroupBy(by, StringComparer.Ordinal).Select(g => new QualityLine(g.Key, g.Count(), g.Average(r => r.Mean), WeeksOf(g, since))).OrderByDescending(l => l.Count).ThenBy(l => l.Name, StringComparer.Ordinal)];

    private static double?[] WeeksOf(IEnumerable<Scored> rows, long since)
    {
        var weeks = rows.ToLookup(r => (int)Math.Min(Weeks - 1, (r.At - since) / (7 * 86_400_000L)), r => r.Mean);
        return [.. Enumerable.Range(0, Weeks).Select(week => weeks[week].Any() ? weeks[week].Average() : (double?)null)];
    }

    private sealed record Scored(string Person, string Queue, long At, double Mean);
}
