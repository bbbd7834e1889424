using Baton.Engine.Agents.Limits;
using Baton.Engine.Clocks;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Agents.Spending;

/// <summary>What agents used, as people see it: by agent and model, and of budgets, from the figures that agents are held to; by customer, which those do not know, from the results of tasks.</summary>
public sealed class Spendings(AgentUsage usage, Budgets budgets, IDbContextFactory<BatonDb> database, Configurations configurations, TimeProvider clock)
{
    private const string NoModel = "no model";
    private const int MostCustomers = 200;

    /// <summary>What was used since a time, the dearest first: by agent and model from the hour of that time on; of customers the 200 dearest.</summary>
    public async Task<IReadOnlyList<Spent>> ReadAsync(string workspace, SpentBy by, DateTimeOffset from, CancellationToken cancel = default)
    {
        var spent = by == SpentBy.Customer ? await CustomersAsync(workspace, from.ToUnix(), cancel) : await CountedAsync(workspace, by, from, cancel);
        return [.. spent.OrderByDescending(s => s.Cost).ThenByDescending(s => s.InputTokens + s.OutputTokens).ThenByDescending(s => s.Tasks).ThenBy(s => s.Name, StringComparer.Ordinal)];
    }

    /// <summary>What each agent used since the day (UTC) began, by its name.</summary>
    public async Task<IReadOnlyDictionary<string, Spent>> TodayAsync(string workspace, CancellationToken cancel = default) =>
        (await ReadAsync(workspace, SpentBy.Agent, new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero), cancel)).ToDictionary(s => s.Key, StringComparer.Ordinal);

    /// <summary>How the budgets of one agent stand, or of all, the fullest first.</summary>
    public IReadOnlyList<BudgetStand> BudgetsOf(string workspace, string? only = null) =>
        [.. configurations.Of(workspace).Agents.Values.Where(a => only is null || a.Name == only).SelectMany(a => budgets.StandsOf(workspace, a)).OrderByDescending(s => s.Share).ThenBy(s => s.Agent, StringComparer.Ordinal)];

    private async Task<IReadOnlyList<Spent>> CountedAsync(string workspace, SpentBy by, DateTimeOffset from, CancellationToken cancel)
    {
        var lines = await usage.ReadAsync(workspace, by == SpentBy.Model ? UsageBy.Model : UsageBy.Agent, from, clock.GetUtcNow(), cancel: cancel);
        return [.. lines.Select(line => (Line: line, Name: line.Name.Length == 0 ? NoModel : line.Name)).Select(l => new Spent(l.Name, l.Name, l.Line.Calls, l.Line.InputTokens, l.Line.OutputTokens, l.Line.Cost))];
    }

    // The agents are named so that each is one search of the index of finished tasks.
    private async Task<IReadOnlyList<Spent>> CustomersAsync(string workspace, long since, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        List<string> agents = [.. configurations.Of(workspace).Agents.Keys];
        var groups = await db.Tasks.Where(t => t.Workspace == workspace && agents.Contains(t.Agent) && t.Finished >= since).GroupBy(t => t.Customer)
            .Select(g => new { Customer = g.Key, Tasks = g.LongCount(), Input = g.Sum(t => t.InputTokens ?? 0), Output = g.Sum(t => t.OutputTokens ?? 0), Cost = g.Sum(t => t.Cost ?? 0) })
            .OrderByDescending(g => g.Cost).ThenByDescending(g => g.Tasks).Take(MostCustomers).ToListAsync(cancel);
        var names = await TimelineRows.NamesAsync(db, workspace, [.. groups.Select(g => g.Customer).OfType<string>()], cancel);
        return groups.ConvertAll(g => new Spent(g.Customer ?? "", g.Customer is null ? "about no customer" : names.GetValueOrDefault(g.Customer) ?? g.Customer, g.Tasks, g.Input, g.Output, (decimal)g.Cost));
    }
}
