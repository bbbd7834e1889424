using System.Text.Json;

namespace Baton.Core.Agents;

/// <summary>Where an HTTP agent is. The task is posted as JSON, signed as Standard Webhooks 1.0 says.</summary>
public sealed record HttpSettings
{
    /// <summary>Where the task is posted.</summary>
    public required Uri Address { get; init; }

    /// <summary>The name of the credential that signs (<c>whsec_…</c>); null sends unsigned.</summary>
    public string? Secret { get; init; }

    /// <summary>The name of the credential sent as bearer token; null sends none.</summary>
    public string? Credential { get; init; }
}

/// <summary>A tool of an MCP server that does an agent's work.</summary>
public sealed record McpSettings
{
    /// <summary>The server, as registered in the workspace.</summary>
    public required string Server { get; init; }

    /// <summary>Its tool.</summary>
    public required string Tool { get; init; }

    /// <summary>The tool's arguments, where texts may hold <c>{{event.text}}</c> and other values of the declared context; null passes what the agent is given as it is.</summary>
    public JsonElement? Arguments { get; init; }
}

/// <summary>An agent that speaks A2A.</summary>
public sealed record A2aSettings
{
    /// <summary>The address of its agent card.</summary>
    public required Uri Card { get; init; }

    /// <summary>The name of the credential sent as bearer token; null sends none.</summary>
    public string? Credential { get; init; }
}
