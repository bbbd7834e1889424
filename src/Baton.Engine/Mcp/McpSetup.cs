using Baton.Engine.Agents.Calling;
using Baton.Engine.Agents.Calling.Mcp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Baton.Engine.Mcp;

/// <summary>Registers the MCP servers of workspaces. Who hosts the engine adds <see cref="McpOptions"/> of its own.</summary>
internal static class McpSetup
{
    public static void AddMcpServers(this IServiceCollection services)
    {
        services.TryAddSingleton(new McpOptions());
        services.AddSingleton<McpServers>();
        services.AddSingleton<McpDesk>();
        services.AddSingleton<IAgentCaller, McpCaller>();
    }
}
