using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Tools;

/// <summary>How a tool was used lately.</summary>
/// <param name="Uses">How often, denials left out.</param>
/// <param name="Denied">How often it was denied.</param>
/// <param name="Failed">How often it was used and failed.</param>
/// <param name="Cost">What it cost, in the workspace's currency.</param>
public sealed record ToolFigure(int Uses, int Denied, int Failed, decimal Cost)
{
    /// <summary>It was not used.</summary>
    public static ToolFigure None { get; } = new(0, 0, 0, 0);
}

/// <summary>Counts uses of tools.</summary>
public sealed class ToolFigures(IDbContextFactory<BatonDb> database, TimeProvider clock)
{
    /// <summary>How each tool was used in the time up to now; those not used at all are missing.</summary>
    public async Task<IReadOnlyDictionary<string, ToolFigure>> ReadAsync(string workspace, TimeSpan span, CancellationToken cancel = default)
    {
        var since = (clock.GetUtcNow() - span).ToUnix();
        await using var db = await database.CreateDbContextAsync(cancel);
        var figures = await db.ToolUses.Where(u => u.Workspace == workspace && u.At > since).GroupBy(u => u.Tool)
            .Select(g => new { Tool = g.Key, Uses = g.Count(u => !u.Denied), Denied = g.Count(u => u.Denied), Failed = g.Count(u => u.Failed), Cost = g.Sum(u => u.Cost) }).ToListAsync(cancel);
        return figures.ToDictionary(f => f.Tool, f => new ToolFigure(f.Uses, f.Denied, f.Failed, (decimal)f.Cost), StringComparer.Ordinal);
    }
}
