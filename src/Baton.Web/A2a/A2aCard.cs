using System.Text.Json.Nodes;
using Baton.Core.Agents;
using Baton.Core.Messages;

namespace Baton.Web.A2a;

/// <summary>
/// Baton's A2A agent card (version 1.0's shape). Strangers are told what Baton is and how to reach it, and nothing of anybody's agents; who has a key is told the agents of its workspace, each as a skill.
/// </summary>
internal static class A2aCard
{
    public const string Scheme = "bearer";

    /// <summary>The card for everybody.</summary>
    /// <param name="site">Where this app is reached, without a slash at its end.</param>
    public static JsonObject Public(string site) => Of(site, [new JsonObject
    {
        ["id"] = "ask-an-agent",
        ["name"] = "Ask an agent of this business",
        ["description"] = "Takes a message to an agent of the business, by name, skill or department, and gives back its answer. Which agents there are is in the extended card, for which a key is needed.",
        ["tags"] = new JsonArray("coordination", "messages"),
    }]);

    /// <summary>The card for who has a key of a workspace.</summary>
    public static JsonObject Extended(string site, IEnumerable<AgentDefinition> agents) => Of(site, agents.Where(a => !a.Paused).OrderBy(a => a.Name, StringComparer.Ordinal).Select(Skill));

    private static JsonObject Skill(AgentDefinition agent) => new()
    {
        ["id"] = agent.Name,
        ["name"] = agent.Name,
        ["description"] = agent.Description ?? $"An agent of {agent.Department}.",
        ["tags"] = new JsonArray([agent.Department, .. agent.Skills.Select(skill => (JsonNode)(Recipients.BySkill + skill))]),
    };

    private static JsonObject Of(string site, IEnumerable<JsonObject> skills) => new()
    {
        ["name"] = "Baton",
        ["description"] = "Coordinates the AI agents of a business: it takes messages to them, sees that they do not step on each other, and gives to people what agents cannot do.",
        ["supportedInterfaces"] = new JsonArray(Interface(site, "1.0"), Interface(site, "0.3")),
        ["provider"] = new JsonObject { ["organization"] = "Baton", ["url"] = site },
        ["version"] = typeof(A2aCard).Assembly.GetName().Version?.ToString(3) ?? "1.0.0",
        ["capabilities"] = new JsonObject { ["streaming"] = false, ["pushNotifications"] = false, ["extendedAgentCard"] = true },
        ["securitySchemes"] = new JsonObject { [Scheme] = new JsonObject { ["httpAuthSecurityScheme"] = new JsonObject { ["scheme"] = "Bearer", ["description"] = "An API key of a workspace, with the scope agent or act." } } },
        ["securityRequirements"] = new JsonArray(new JsonObject { ["schemes"] = new JsonObject { [Scheme] = new JsonObject { ["list"] = new JsonArray() } } }),
        ["defaultInputModes"] = new JsonArray("text/plain", "application/json"),
        ["defaultOutputModes"] = new JsonArray("text/plain", "application/json"),
        ["skills"] = new JsonArray([.. skills]),
    };

    private static JsonObject Interface(string site, string version) => new() { ["url"] = site + A2aEndpoint.Path, ["protocolBinding"] = "JSONRPC", ["protocolVersion"] = version };
}
