using Baton.Core.Agents;

namespace Baton.Web.Agents.Editing;

/// <summary>Where an HTTP agent is, as typed.</summary>
public sealed class HttpTyped
{
    public string Address { get; set; } = "";
    public string Secret { get; set; } = "";
    public string Credential { get; set; } = "";

    internal static HttpTyped Of(HttpSettings? http) => new() { Address = http?.Address.OriginalString ?? "", Secret = http?.Secret ?? "", Credential = http?.Credential ?? "" };

    internal void Write(TypedJson json)
    {
        json.Text("address", Address);
        json.Text("secret", Secret);
        json.Text("credential", Credential);
    }
}

/// <summary>The tool of an MCP server, as typed.</summary>
public sealed class McpTyped
{
    public string Server { get; set; } = "";
    public string Tool { get; set; } = "";

    /// <summary>JSON.</summary>
    public string Arguments { get; set; } = "";

    internal static McpTyped Of(McpSettings? mcp) => new() { Server = mcp?.Server ?? "", Tool = mcp?.Tool ?? "", Arguments = Typed.Of(mcp?.Arguments) };

    internal void Write(TypedJson json)
    {
        json.Text("server", Server);
        json.Text("tool", Tool);
        json.Document("arguments", Arguments);
    }
}

/// <summary>Where an agent that speaks A2A describes itself, as typed.</summary>
public sealed class A2aTyped
{
    public string Card { get; set; } = "";
    public string Credential { get; set; } = "";

    internal static A2aTyped Of(A2aSettings? a2a) => new() { Card = a2a?.Card.OriginalString ?? "", Credential = a2a?.Credential ?? "" };

    internal void Write(TypedJson json)
    {
        json.Text("card", Card);
        json.Text("credential", Credential);
    }
}
