using System.Globalization;
using Baton.Core.Agents;
using Baton.Engine.Agents.Experiments;
using Baton.Engine.Clocks;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Agents.Spending;

/// <summary>What agents used, from the results of their tasks. Each agent is one search of the index of finished tasks.</summary>
public sealed class Spendings(IDbContextFactory<BatonDb> database, Configurations configurations, VersionHistory versions, TimeProvider clock)
{
    private const int MostCustomers = 200;
    private const int MostNames = 1000;

    /// <summary>What was used since a time, the dearest first. Of customers the 200 dearest.</summary>
    public async Task<IReadOnlyList<Spent>> ReadAsync(string workspace, SpentBy by, DateTimeOffset from, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var agents = configurations.Of(workspace).Agents;
        var spent = by switch
        {
            SpentBy.Customer => await CustomersAsync(db, workspace, [.. agents.Keys], from.ToUnix(), cancel),
            SpentBy.Model => await ModelsAsync(db, workspace, agents.Values, from.ToUnix(), cancel),
            _ => [.. (await AgentsAsync(db, workspace, agents.Keys, from.ToUnix(), cancel)).GroupBy(s => s.Key, StringComparer.Ordinal).Select(g => Sum(g.Key, g.Key, g))],
        };
        return [.. spent.Where(s => s.Tasks > 0).OrderByDescending(s => s.Cost).ThenByDescending(s => s.InputTokens + s.OutputTokens).ThenByDescending(s => s.Tasks).ThenBy(s => s.Name, StringComparer.Ordinal)];
    }

    /// <summary>What each agent used since the day (UTC) began, by its name.</summary>
    public async Task<IReadOnlyDictionary<string, Spent>> TodayAsync(string workspace, CancellationToken cancel = default) =>
        (await ReadAsync(workspace, SpentBy.Agent, Day(clock.GetUtcNow()), cancel)).ToDictionary(s => s.Key, StringComparer.Ordinal);

    /// <summary>How the budgets of all agents stand, the fullest first.</summary>
    public Task<IReadOnlyList<BudgetStand>> BudgetsAsync(string workspace, CancellationToken cancel = default) => BudgetsAsync(workspace, null, cancel);

    /// <summary>How the budgets of one agent stand, or of all, the fullest first.</summary>
    public async Task<IReadOnlyList<BudgetStand>> BudgetsAsync(string workspace, string? only, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var stands = new List<BudgetStand>();
        foreach (var agent in configurations.Of(workspace).Agents.Values.Where(a => only is null || a.Name == only))
        {
            if (agent.Limits?.Hourly is { } hourly) stands.AddRange(await StandAsync(db, workspace, agent.Name, "hour", hourly, new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour), TimeSpan.Zero), cancel));
            if (agent.Limits?.Daily is { } daily) stands.AddRange(await StandAsync(db, workspace, agent.Name, "day", daily, Day(now), cancel));
        }

        return [.. stands.OrderByDescending(s => s.Share).ThenBy(s => s.Agent, StringComparer.Ordinal)];
    }

    private static async Task<IEnumerable<BudgetStand>> StandAsync(BatonDb db, string workspace, string agent, string per, Budget budget, DateTimeOffset from, CancellationToken cancel)
    {
        var used = Sum(agent, agent, await AgentsAsync(db, workspace, [agent], from.ToUnix(), cancel));
        return new[]
        {
            budget.Calls is { } calls ? new BudgetStand(agent, per, "calls", used.Tasks, calls, budget.WarnAt) : null,
            budget.Tokens is { } tokens ? new BudgetStand(agent, per, "tokens", used.InputTokens + used.OutputTokens, tokens, budget.WarnAt) : null,
            budget.Money is { } money ? new BudgetStand(agent, per, "money", used.Cost, money, budget.WarnAt) : null,
        }.OfType<BudgetStand>();
    }

    // By agent and version; the version stands in the name for now.
    private static async Task<List<Spent>> AgentsAsync(BatonDb db, string workspace, IEnumerable<string> agents, long since, CancellationToken cancel)
    {
        var all = new List<Spent>();
        foreach (var agent in agents)
        {
            var groups = await db.Tasks.Where(t => t.Workspace == workspace && t.Agent == agent && t.Finished >= since).GroupBy(t => t.AgentVersion)
                .Select(g => new { Version = g.Key, Tasks = g.LongCount(), Input = g.Sum(t => t.InputTokens ?? 0), Output = g.Sum(t => t.OutputTokens ?? 0), Cost = g.Sum(t => t.Cost ?? 0) }).ToListAsync(cancel);
            all.AddRange(groups.Select(g => new Spent(agent, Versioned(g.Version), g.Tasks, g.Input, g.Output, (decimal)g.Cost)));
        }

        return all;
    }

    private async Task<IReadOnlyList<Spent>> ModelsAsync(BatonDb db, string workspace, IEnumerable<AgentDefinition> agents, long since, CancellationToken cancel)
    {
        var all = new List<Spent>();
        foreach (var agent in agents)
        {
            var used = await AgentsAsync(db, workspace, [agent.Name], since, cancel);
            var past = used.TrueForAll(s => s.Name == Versioned(agent.Version)) ? [] : (await versions.ListAsync(workspace, agent.Name, cancel)).ToDictionary(v => Versioned(v.Definition.Version), v => v.Definition, StringComparer.Ordinal);
            all.AddRange(used.Select(s => s with { Key = ModelOf(past.GetValueOrDefault(s.Name) ?? agent) }));
        }

        return [.. all.GroupBy(s => s.Key, StringComparer.Ordinal).Select(g => Sum(g.Key, g.Key, g))];
    }

    private static async Task<IReadOnlyList<Spent>> CustomersAsync(BatonDb db, string workspace, List<string> agents, long since, CancellationToken cancel)
    {
        var groups = await db.Tasks.Where(t => t.Workspace == workspace && agents.Contains(t.Agent) && t.Finished >= since).GroupBy(t => t.Customer)
            .Select(g => new { Customer = g.Key, Tasks = g.LongCount(), Input = g.Sum(t => t.InputTokens ?? 0), Output = g.Sum(t => t.OutputTokens ?? 0), Cost = g.Sum(t => t.Cost ?? 0) })
            .OrderByDescending(g => g.Cost).ThenByDescending(g => g.Tasks).Take(MostCustomers).ToListAsync(cancel);
        var names = await TimelineRows.NamesAsync(db, workspace, [.. groups.Select(g => g.Customer).OfType<string>().Take(MostNames)], cancel);
        return groups.ConvertAll(g => new Spent(g.Customer ?? "", g.Customer is null ? "about no customer" : names.GetValueOrDefault(g.Customer) ?? g.Customer, g.Tasks, g.Input, g.Output, (decimal)g.Cost));
    }

    private static Spent Sum(string key, string name, IEnumerable<Spent> parts) =>
        parts.Aggregate(new Spent(key, name, 0, 0, 0, 0), (sum, part) => sum with { Tasks = sum.Tasks + part.Tasks, InputTokens = sum.InputTokens + part.InputTokens, OutputTokens = sum.OutputTokens + part.OutputTokens, Cost = sum.Cost + part.Cost });

    private static string Versioned(int version) => version.ToString(CultureInfo.InvariantCulture);

    private static string ModelOf(AgentDefinition agent) => agent.Llm?.Model ?? $"no model ({agent.Kind.Name()})";

    private static DateTimeOffset Day(DateTimeOffset now) => new(now.UtcDateTime.Date, TimeSpan.Zero);
}
