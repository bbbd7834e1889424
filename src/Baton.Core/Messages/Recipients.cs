using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Baton.Core.Agents;
using Baton.Core.Deciding;

namespace Baton.Core.Messages;

/// <summary>Whom a message reaches, and why. Pure: the same message and agents always give the same one.</summary>
/// <param name="Agent">The agent; null when there is nobody.</param>
/// <param name="Why">Why that one, or who there is instead, in one sentence.</param>
public sealed record Recipients(string? Agent, string Why)
{
    /// <summary>How <c>to</c> begins when anybody with a skill will do.</summary>
    public const string BySkill = "skill:";

    /// <summary>How <c>to</c> begins when anybody of a department will do.</summary>
    public const string ByDepartment = "department:";

    private const int MostNamed = 20;

    /// <summary>Finds the recipient.</summary>
    /// <param name="to">An agent's name, <c>skill:&lt;name&gt;</c> or <c>department:&lt;name&gt;</c>.</param>
    /// <param name="from">Who sends it; nobody writes to themselves.</param>
    /// <param name="thread">The thread: it stays with one agent as long as that one can take it.</param>
    /// <param name="config">The agents.</param>
    public static Recipients Of(string to, string from, string thread, WorkspaceConfig config)
    {
        if (to.StartsWith(BySkill, StringComparison.OrdinalIgnoreCase)) return WithSkill(to[BySkill.Length..].Trim(), from, thread, config);
        if (to.StartsWith(ByDepartment, StringComparison.OrdinalIgnoreCase)) return InDepartment(to[ByDepartment.Length..].Trim(), from, thread, config);
        if (to == from) return new(null, $"{from} would write to itself.");
        return config.Agent(to) is { } agent ? new(agent.Name, $"{agent.Name} was named.") : new(null, $"No agent is called {to}. {Named("There are", config.Agents.Keys)}");
    }

    private static Recipients WithSkill(string skill, string from, string thread, WorkspaceConfig config)
    {
        var able = config.Agents.Values.Where(a => a.Name != from && a.Skills.Contains(skill, StringComparer.OrdinalIgnoreCase));
        return Pick([.. able], thread, $"the skill {skill}")
            ?? new(null, $"No agent{Besides(from, config)} has the skill {skill}. {Named("Skills there are", config.Agents.Values.SelectMany(a => a.Skills))}");
    }

    private static Recipients InDepartment(string department, string from, string thread, WorkspaceConfig config)
    {
        var able = config.Agents.Values.Where(a => a.Name != from && a.Department.Equals(department, StringComparison.OrdinalIgnoreCase));
        return Pick([.. able], thread, $"the department {department}")
            ?? new(null, $"No agent{Besides(from, config)} is of the department {department}. {Named("Departments with agents are", config.Agents.Values.Select(a => a.Department))}");
    }

    // Whoever draws the highest number for the thread: it stays with one agent, and threads spread evenly however agents come and go.
    private static Recipients? Pick(IReadOnlyList<AgentDefinition> able, string thread, string what)
    {
        if (able.Count == 0) return null;
        var awake = able.Where(a => a is { Paused: false, DrainsFrom: null }).ToList();
        var picked = (awake.Count > 0 ? awake : able).OrderByDescending(a => Draw(thread, a.Name)).ThenBy(a => a.Name, StringComparer.Ordinal).First().Name;
        return new(picked, (able.Count, awake.Count) switch
        {
            (1, _) => $"{picked} alone has {what}.",
            (_, 1) => $"{picked} alone of those with {what} is at work.",
            (_, 0) => $"All with {what} are paused or drain; {picked} was drawn for this thread.",
            _ => $"{picked} was drawn for this thread from {awake.Count} with {what}.",
        });
    }

    private static ulong Draw(string thread, string agent) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(thread + "\n" + agent)));

    private static string Besides(string from, WorkspaceConfig config) => config.Agent(from) is null ? "" : $" besides {from}";

    private static string Named(string what, IEnumerable<string> names)
    {
        var all = names.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        if (all.Count == 0) return "There are none yet.";
        return all.Count <= MostNamed ? $"{what}: {string.Join(", ", all)}." : $"{what}: {string.Join(", ", all.Take(MostNamed))} and {all.Count - MostNamed} more.";
    }
}
