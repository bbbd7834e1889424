using System.Text.Json;
using Baton.Core.Agents;
using Baton.Web.Problems;

namespace Baton.Web.Agents.Defining;

/// <summary>The tool of an MCP server that does an agent's work, as it is sent and answered.</summary>
/// <param name="Server">The server, as registered in the workspace.</param>
/// <param name="Tool">Its tool.</param>
/// <param name="Arguments">The tool's arguments, with values such as {{event.text}} in texts; what the agent is given when left out.</param>
internal sealed record McpItem(string Server, string Tool, JsonElement? Arguments)
{
    public static McpItem Of(McpSettings mcp) => new(mcp.Server, mcp.Tool, mcp.Arguments);

    public static McpSettings Read(JsonMembers json)
    {
        var mcp = new McpSettings { Server = json.Text("server", required: true, max: 64) ?? "", Tool = json.Text("tool", required: true) ?? "", Arguments = json.Object("arguments") };
        json.NothingElse();
        return mcp;
    }
}
