using System.Globalization;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Conditions;
using Baton.Core.Policies;
using Baton.Core.Timeline;

namespace Baton.Core.Tools;

/// <summary>What an agent wants to do with a tool.</summary>
/// <param name="Agent">The agent, as defined in the version that its task began with.</param>
/// <param name="IsPaused">Whether it is paused now.</param>
/// <param name="Name">The name it gave.</param>
/// <param name="Tool">The tool of that name; null when there is none.</param>
/// <param name="Facts">The customer, the event and the agent, for the conditions of grants.</param>
/// <param name="Arguments">What it wants to use it with.</param>
public sealed record ToolAsk(AgentDefinition Agent, bool IsPaused, string Name, ToolDefinition? Tool, Facts Facts, JsonElement Arguments);

/// <summary>Decides whether an agent may use a tool. Pure: how often it did so before is passed in.</summary>
public static class ToolJudge
{
    /// <summary>The longest arguments, in characters of JSON.</summary>
    public const int LongestArguments = 64 * 1024;

    /// <summary>Judges everything but the rate, which depends on the grant found.</summary>
    public static ToolVerdict Judge(ToolAsk ask)
    {
        if (ask.IsPaused) return No(ToolDenial.Paused, "the agent is paused");
        if (ask.Tool is not { } tool) return No(ToolDenial.Unknown, "there is no such tool in this workspace");
        var grants = ask.Agent.Tools.Where(g => g.Names(tool.Name)).ToList();
        if (grants.Count == 0) return No(ToolDenial.NotGranted, "it was not granted to this agent");
        if (tool.Writes && !grants.Exists(g => g.Write)) return No(ToolDenial.ReadOnly, "it changes something, and this agent was granted to read only");
        ToolVerdict? denied = null;
        foreach (var grant in grants.Where(g => g.Write || !tool.Writes))
        {
            if (Missing(grant, ask.Facts) is { } condition) denied ??= No(ToolDenial.Condition, condition);
            else return Arguments(tool, ask.Arguments) ?? new ToolVerdict(grant);
        }

        return denied!;
    }

    /// <summary>The verdict, denied when the agent used the tool as often within the grant's time as it may.</summary>
    public static ToolVerdict Rated(ToolVerdict verdict, int used) => verdict.Grant is { Max: { } most } grant && used >= most
        ? No(ToolDenial.Rate, string.Create(CultureInfo.InvariantCulture, $"{most:N0} {(most == 1 ? "use" : "uses")} in {Spans.Of(grant.Per)} {(most == 1 ? "is" : "are")} granted, and {used:N0} {(used == 1 ? "was" : "were")} made"))
        : verdict;

    private static string? Missing(ToolGrant grant, Facts facts)
    {
        if (grant.When is not { } when) return null;
        var faults = new List<Fault>();
        if (ConditionReader.Read(when, "", faults) is not { } condition) return $"the condition of its grant cannot be read ({faults[0].Detail})";
        return condition.Holds(facts) ? null : $"granted only while {condition.Sentence}";
    }

    private static ToolVerdict? Arguments(ToolDefinition tool, JsonElement arguments)
    {
        if (arguments.ValueKind == JsonValueKind.Object && arguments.GetRawText().Length > LongestArguments) return No(ToolDenial.TooLarge, string.Create(CultureInfo.InvariantCulture, $"its arguments are longer than {LongestArguments:N0} characters"));
        return ToolArguments.FaultOf(tool, arguments) is { } fault ? No(ToolDenial.Arguments, $"its arguments are wrong. {fault}") : null;
    }

    private static ToolVerdict No(ToolDenial denial, string because) => new(null, denial, because.EndsWith('.') ? because[..^1] : because);
}
