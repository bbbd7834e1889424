using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Agents.Limits;

/// <summary>What was used of something: an agent, a model, an hour.</summary>
/// <param name="Name">The agent's or model's name, or nothing.</param>
/// <param name="From">When its time began, UTC.</param>
/// <param name="Calls">Results given.</param>
/// <param name="InputTokens">Tokens read by a model.</param>
/// <param name="OutputTokens">Tokens written by a model.</param>
/// <param name="Cost">Money, in the workspace's currency.</param>
public sealed record UsageLine(string Name, DateTimeOffset From, long Calls, long InputTokens, long OutputTokens, decimal Cost);

/// <summary>By what use is added up.</summary>
public enum UsageBy
{
    /// <summary>A line for each agent.</summary>
    Agent,

    /// <summary>A line for each model; the empty name stands for none.</summary>
    Model,

    /// <summary>A line for each hour.</summary>
    Hour,
}

/// <summary>What agents used, for people to see. Counted with each result, in its commit.</summary>
public sealed class AgentUsage(IDbContextFactory<BatonDb> database)
{
    /// <summary>What was used in a span of whole hours, most expensive first; by the hour: oldest first, hours without use left out.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="by">What the lines are.</param>
    /// <param name="from">From the hour of this time on, UTC.</param>
    /// <param name="to">Up to the hour of this time, which counts too.</param>
    /// <param name="agent">Only of this agent; null for all.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<UsageLine>> ReadAsync(string workspace, UsageBy by, DateTimeOffset from, DateTimeOffset to, string? agent = null, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var (first, last) = (UsageHours.Of(from), UsageHours.Of(to));
        var rows = db.AgentUsage.Where(u => u.Workspace == workspace && u.Hour >= first && u.Hour <= last && (agent == null || u.Agent == agent));
        var sums = by switch
        {
            UsageBy.Agent => rows.GroupBy(u => new { Name = u.Agent, Hour = 0L }),
            UsageBy.Model => rows.GroupBy(u => new { Name = u.Model, Hour = 0L }),
            _ => rows.GroupBy(u => new { Name = "", u.Hour }),
        };
        var lines = await sums.Select(g => new { g.Key.Name, g.Key.Hour, Calls = g.Sum(u => u.Calls), Input = g.Sum(u => u.InputTokens), Output = g.Sum(u => u.OutputTokens), Cost = g.Sum(u => u.Cost) }).ToListAsync(cancel);
        return by == UsageBy.Hour
            ? [.. lines.OrderBy(l => l.Hour).Select(l => new UsageLine(l.Name, UsageHours.Begin(l.Hour), l.Calls, l.Input, l.Output, (decimal)l.Cost))]
            : [.. lines.OrderByDescending(l => l.Cost).ThenByDescending(l => l.Calls).ThenBy(l => l.Name, StringComparer.Ordinal).Select(l => new UsageLine(l.Name, UsageHours.Begin(first), l.Calls, l.Input, l.Output, (decimal)l.Cost))];
    }
}
