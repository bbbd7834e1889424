using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Insights;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Handoffs.Wall;

/// <summary>The desk in figures, and the cases behind each of them.</summary>
public sealed class HandoffFigures
{
    /// <summary>The counter of customers' messages that came in, by the minute.</summary>
    internal const string Messages = "in:" + EventTypes.MessageReceived;

    /// <summary>The longest time that figures look back.</summary>
    public static readonly TimeSpan Longest = WallCases.Longest;

    private const long Hour = 3_600_000;

    private readonly WallCases _cases;
    private readonly IDbContextFactory<BatonDb> _database;

    internal HandoffFigures(WallCases cases, IDbContextFactory<BatonDb> database) => (_cases, _database) = (cases, database);

    /// <summary>The figures of a time.</summary>
    public async Task<WallFigures> ReadAsync(string workspace, WallTime time, WallFilter filter, CancellationToken cancel = default)
    {
        var cases = await _cases.ReadAsync(workspace, time.From, time.Now, cancel);
        await using var db = await _database.CreateDbContextAsync(cancel);
        var (first, end) = (time.From.ToUnix() / 60_000, (time.To.ToUnix() + 59_999) / 60_000);
        var messages = await db.Counters.Where(c => c.Workspace == workspace && c.Minute >= first && c.Minute < end && c.Name == Messages).SumAsync(c => c.Value, cancel);
        return WallFigures.Of(cases, filter, time, await WorkAsync(db, workspace, time, cancel), messages);
    }

    /// <summary>The handoffs that a figure counts, those that wait longest or ended last first, at most so many; and how many there are in all.</summary>
    public async Task<(int Count, IReadOnlyList<HandoffLine> Lines)> ListAsync(string workspace, WallTime time, WallFilter filter, WallSet set, Func<WallCase, bool>? more, int most, CancellationToken cancel = default)
    {
        var cases = await _cases.ReadAsync(workspace, time.From, time.Now, cancel);
        var back = set == WallSet.Back ? WallReturns.Of(cases) : null;
        List<WallCase> meant = [.. cases.Where(c => filter.Has(c) && (more is null || more(c)) && (back is null ? time.Has(set, c) : time.Has(WallSet.Resolved, c) && back.Contains(c.Id)))];
        var ids = meant.OrderByDescending(c => c.Resolved ?? long.MaxValue).ThenBy(c => c.Opened).Take(most).Select(c => c.Id).ToList();
        await using var db = await _database.CreateDbContextAsync(cancel);
        var rows = await db.Handoffs.Where(h => h.Workspace == workspace && ids.Contains(h.Id)).ToDictionaryAsync(h => h.Id, StringComparer.Ordinal, cancel);
        var names = await TimelineRows.NamesAsync(db, workspace, [.. rows.Values.Select(r => r.Customer).OfType<string>().Distinct(StringComparer.Ordinal)], cancel);
        return (meant.Count, [.. ids.Where(rows.ContainsKey).Select(id => HandoffLine.Of(rows[id], rows[id].Customer is { } customer ? names.GetValueOrDefault(customer) : null))]);
    }

    // From the counters by the hour and by the minute: the same price however much the agents did.
    private static async Task<IReadOnlyDictionary<string, (long Tasks, long Asked)>> WorkAsync(BatonDb db, string workspace, WallTime time, CancellationToken cancel)
    {
        var (from, to) = (time.From.ToUnix() / Hour, time.To.ToUnix() / Hour);
        var tasks = await db.AgentUsage.Where(u => u.Workspace == workspace && u.Hour >= from && u.Hour <= to).GroupBy(u => u.Agent).Select(g => new { Agent = g.Key, Count = g.Sum(u => u.Calls) }).ToListAsync(cancel);
        var (first, end) = (time.From.ToUnix() / 60_000, (time.To.ToUnix() + 59_999) / 60_000);
        var asked = await db.Counters.Where(c => c.Workspace == workspace && c.Minute >= first && c.Minute < end && c.Name.StartsWith(InsightCounters.Asked)).GroupBy(c => c.Name).Select(g => new { Name = g.Key, Count = g.Sum(c => c.Value) }).ToListAsync(cancel);
        var work = tasks.Where(t => t.Agent.Length > 0).ToDictionary(t => t.Agent, t => (Tasks: t.Count, Asked: 0L), StringComparer.Ordinal);
        foreach (var sum in asked)
        {
            var agent = sum.Name[InsightCounters.Asked.Length..sum.Name.LastIndexOf(':')];
            work[agent] = work.GetValueOrDefault(agent) with { Asked = work.GetValueOrDefault(agent).Asked + sum.Count };
        }

        return work;
    }
}
