using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Baton.Engine.Mcp;

/// <summary>How an MCP server is reached whose tools a workspace's agents may use: at an address, or as a program that Baton starts.</summary>
public sealed record McpServerDefinition
{
    /// <summary>Its name, unique in the workspace: lower-case letters, digits and hyphens, at most 64.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, in one sentence.</summary>
    public string? Description { get; init; }

    /// <summary>For a server over streamable HTTP: its address.</summary>
    public Uri? Address { get; init; }

    /// <summary>The name of the credential sent as bearer token to the address; null sends none.</summary>
    public string? Credential { get; init; }

    /// <summary>For a server over stdio: the program. It must be one that who runs Baton allowed in <c>Baton:Mcp:Commands</c>.</summary>
    public string? Command { get; init; }

    /// <summary>The program's arguments.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>What the program finds in its environment besides the usual: values, and credentials by name.</summary>
    public ImmutableSortedDictionary<string, McpVariable> Environment { get; init; } = ImmutableSortedDictionary<string, McpVariable>.Empty;

    /// <summary>How long one call may take; 1 second to 1 hour.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether Baton starts it as a program.</summary>
    [JsonIgnore]
    public bool IsProgram => Command is not null;
}

/// <summary>A variable of a program's environment: a value, or the name of a credential that holds it.</summary>
/// <param name="Value">The value; null when it is a secret.</param>
/// <param name="Credential">The credential's name; null when it is no secret.</param>
public sealed record McpVariable(string? Value = null, string? Credential = null);
