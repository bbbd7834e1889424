using System.Text.Json;
using Baton.Engine.Mcp;

namespace Baton.Engine.Tools.Mcp;

/// <summary>The tools of the MCP servers that a workspace has registered.</summary>
internal sealed class RegisteredMcpTools(McpServers servers) : IMcpTools
{
    public async Task<IReadOnlyList<McpOffer>> ToolsAsync(string workspace, string server, CancellationToken cancel) =>
        [.. (await servers.ToolsAsync(workspace, server, cancel)).Select(t => new McpOffer(t.Name, t.Description, t.Arguments, t.OnlyReads))];

    public async Task<ToolAnswer> CallAsync(string workspace, string server, string tool, JsonElement arguments, string? key, CancellationToken cancel)
    {
        var answer = await servers.CallAsync(workspace, server, tool, arguments, key, cancel);
        if (!answer.IsError) return new ToolAnswer(null, answer.Value);
        var said = answer.Text.Trim();
        return new ToolAnswer($"{tool} of {server} says that it failed: {(said.Length == 0 ? "it does not say why." : said.Length <= 500 ? said : said[..500] + "…")}");
    }
}
