using System.Globalization;

namespace Baton.Engine.Insights;

/// <summary>A day in plain sentences.</summary>
internal static class DigestWords
{
    private const int MostRules = 3;

    public static IReadOnlyList<string> Of(AgentDay total, IReadOnlyList<AgentDay> agents, IReadOnlyList<RuleDay> rules)
    {
        if (total is { Asked: 0, Restored: 0 }) return ["No agent asked for anything."];
        var sentences = new List<string>();
        if (total.Asked > 0) sentences.Add($"{Times("The agents asked", total.Asked)}: {Parts(total)}.");
        foreach (var agent in agents.Where(a => a.Asked > 0)) sentences.Add($"{Times($"{agent.Agent} asked", agent.Asked)}: {Parts(agent)}.");
        foreach (var rule in rules.Take(MostRules))
        {
            var why = rule.Acts is [var act, ..] ? $", mostly because: {act.Act}" : "";
            sentences.Add($"{Times($"{Name(rule.Rule)} held an agent back", rule.Count)}{why}.{(rule.Sentence is { } sentence ? $" It says: {sentence}" : "")}");
        }

        if (total.Restored > 0) sentences.Add($"People let {Say(total.Restored)} through after all.");
        return sentences;
    }

    private static string Parts(AgentDay day)
    {
        var parts = new[] { (day.Allowed, "allowed"), (day.Delayed, "had to wait"), (day.Suppressed, "not done"), (day.Escalated, "given to a person") }.Where(part => part.Item1 > 0).Select(part => $"{Say(part.Item1)} {part.Item2}").ToList();
        return parts.Count == 1 ? parts[0] : string.Join(", ", parts[..^1]) + " and " + parts[^1];
    }

    // The rule after-support (cooldown); what stands above the rules has no id worth saying.
    private static string Name(string rule) => rule.Split(':', 2) switch
    {
        ["consent", _] => "The customer's consent",
        ["handoff", _] => "A person who had the case",
        ["permission", _] => "A missing permission",
        ["precedence", _] => "The order of departments",
        [var kind, var id] => $"The rule {id} ({kind})",
        _ => rule,
    };

    private static string Times(string what, long count) => count switch { 1 => $"{what} once", 2 => $"{what} twice", _ => $"{what} {Say(count)} times" };

    private static string Say(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
