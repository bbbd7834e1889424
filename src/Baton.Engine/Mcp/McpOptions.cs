namespace Baton.Engine.Mcp;

/// <summary>What who runs Baton allows of MCP servers.</summary>
public sealed record McpOptions
{
    /// <summary>The programs that may be started on Baton's machine, written as servers name them. None unless said: who may start a program may do what Baton's user may.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];
}
