using System.Globalization;
using Baton.Core.Agents;
using Baton.Core.Timeline;

namespace Baton.Web.Agents;

/// <summary>An agent's definition as names and values.</summary>
internal static class AgentFacts
{
    public static IEnumerable<(string Term, string Value)> Of(AgentDefinition agent)
    {
        yield return ("Runs", agent.Kind == AgentKind.BuiltIn ? "inside Baton" + (agent.BuiltIn is { } which ? $", as {which}" : "") : "anywhere; it fetches its tasks");
        yield return ("May propose", agent.MayPropose is not { } may ? "anything" : may.IsEmpty ? "nothing" : string.Join(", ", may));
        yield return ("Least confidence", agent.MinConfidence is { } least ? (least * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %, else a person looks" : "none");
        yield return ("Attempts", agent.MaxAttempts.ToString(CultureInfo.InvariantCulture));
        yield return ("Time limit", Spans.Of(agent.Timeout));
        yield return ("A permit lasts", Spans.Of(agent.Permit));
        yield return ("Falls back on", agent.Fallback ?? $"the people of {agent.Queue}");
        yield return ("Its people", agent.Queue);
    }
}
