using System.Globalization;
using Baton.Core.Agents;
using Baton.Core.Timeline;

namespace Baton.Web.Agents;

/// <summary>An agent's definition as names and values.</summary>
internal static class AgentFacts
{
    public static IEnumerable<(string Term, string Value)> Of(AgentDefinition agent)
    {
        foreach (var fact in OfKind(agent)) yield return fact;
        if (!agent.Skills.IsEmpty) yield return ("Skills", string.Join(", ", agent.Skills));
        yield return ("May propose", agent.MayPropose is not { } may ? "anything" : may.IsEmpty ? "nothing" : string.Join(", ", may));
        yield return ("Least confidence", agent.MinConfidence is { } least ? (least * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %, else a person looks" : "none");
        yield return ("Attempts", agent.MaxAttempts.ToString(CultureInfo.InvariantCulture));
        yield return ("Time limit", Spans.Of(agent.Timeout));
        yield return ("A permit lasts", Spans.Of(agent.Permit));
        if (agent.Senior is { } senior) yield return ("Asks first", senior);
        yield return ("Falls back on", agent.Fallback ?? $"the people of {agent.Queue}");
        yield return ("Its people", agent.Queue);
        yield return ("Definition", string.Create(CultureInfo.InvariantCulture, $"version {agent.Version}"));
    }

    /// <summary>How much it may do, as names and values.</summary>
    public static IEnumerable<(string Term, string Value)> Limits(AgentDefinition agent)
    {
        var limits = agent.Limits ?? AgentLimits.Usual;
        if (agent.IsCalled) yield return ("Calls at once", Number(MostAtOnce(agent)));
        if (limits.PerMinute is { } perMinute) yield return ("Calls a minute", Number(perMinute));
        if (limits.Queue is { } queue) yield return ("Tasks that wait", "at most " + Number(queue));
        if (limits.Breaker is { } breaker) yield return ("Left alone", string.Create(CultureInfo.InvariantCulture, $"for {Spans.Of(breaker.Break)} when {breaker.FailureShare * 100:0.#} % of {breaker.LeastCalls} or more calls fail within {Spans.Of(breaker.Window)}"));
    }

    /// <summary>How many calls it may have at the same time.</summary>
    public static int MostAtOnce(AgentDefinition agent) => agent.Limits?.Concurrency ?? (agent.Kind == AgentKind.BuiltIn ? AgentLimits.UsualBuiltIn : AgentLimits.UsualElsewhere);

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static IEnumerable<(string Term, string Value)> OfKind(AgentDefinition agent)
    {
        yield return ("Runs", AgentWords.Of(agent.Kind) + (agent.BuiltIn is { } which ? $", as {which}" : ""));
        if (agent.Llm is { } llm)
        {
            yield return ("Model", llm.Model);
            if (llm.Address is { } server) yield return ("Server", server.OriginalString);
        }

        if (agent.Http is { } http) yield return ("Address", http.Address.OriginalString);
        if (agent.Http is { Secret: null }) yield return ("Signed", "no");
        if (agent.Mcp is { } mcp) yield return ("Tool", $"{mcp.Tool} of {mcp.Server}");
        if (agent.A2a is { } a2a) yield return ("Card", a2a.Card.OriginalString);
    }
}
