using System.Text.Json;

namespace Baton.Engine.Tools.Mcp;

/// <summary>The tools of the MCP servers that a workspace has registered. What goes wrong is thrown, with a message for people.</summary>
public interface IMcpTools
{
    /// <summary>The tools of a server.</summary>
    Task<IReadOnlyList<McpOffer>> ToolsAsync(string workspace, string server, CancellationToken cancel);

    /// <summary>Uses one.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="server">The server's name.</param>
    /// <param name="tool">The tool's name there.</param>
    /// <param name="arguments">An object, as the tool's schema says.</param>
    /// <param name="key">For what changes something: the same whenever the same is done again.</param>
    /// <param name="cancel">Gives up.</param>
    Task<ToolAnswer> CallAsync(string workspace, string server, string tool, JsonElement arguments, string? key, CancellationToken cancel);
}

/// <summary>A tool as its MCP server describes it.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Description">What it does; empty when the server does not say.</param>
/// <param name="Arguments">JSON Schema of its arguments.</param>
/// <param name="OnlyReads">Whether the server says that it changes nothing.</param>
public sealed record McpOffer(string Name, string Description, JsonElement Arguments, bool OnlyReads);
