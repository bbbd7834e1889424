using Baton.Engine.Timeline;

namespace Baton.Web.Overview;

/// <summary>A cell of the map: how often that rule held that agent back.</summary>
/// <param name="Shade">0 to 1, by the fullest cell; the root of the share, so that few against many can still be seen.</param>
public sealed record ConflictCell(string Agent, string Rule, int Count, double Shade);

/// <summary>Conflicts that did not happen: agents by rules.</summary>
public sealed record ConflictMap(IReadOnlyList<string> Agents, IReadOnlyList<string> Rules, IReadOnlyDictionary<(string Agent, string Rule), ConflictCell> Cells, int Total)
{
    private const int MostAgents = 8;
    private const int MostRules = 7;

    /// <summary>The agents and rules with most of them, most first.</summary>
    public static ConflictMap Of(IReadOnlyList<HeldBack> held)
    {
        var agents = Most(held, h => h.Agent, MostAgents);
        var rules = Most(held, h => h.Rule, MostRules);
        var fullest = held.Count == 0 ? 1 : held.Max(h => h.Count);
        var cells = held.Where(h => agents.Contains(h.Agent) && rules.Contains(h.Rule))
            .ToDictionary(h => (h.Agent, h.Rule), h => new ConflictCell(h.Agent, h.Rule, h.Count, Math.Sqrt((double)h.Count / fullest)));
        return new ConflictMap(agents, rules, cells, held.Sum(h => h.Count));
    }

    private static IReadOnlyList<string> Most(IReadOnlyList<HeldBack> held, Func<HeldBack, string> by, int most) =>
        [.. held.GroupBy(by, StringComparer.Ordinal).OrderByDescending(g => g.Sum(h => h.Count)).ThenBy(g => g.Key, StringComparer.Ordinal).Take(most).Select(g => g.Key)];
}
