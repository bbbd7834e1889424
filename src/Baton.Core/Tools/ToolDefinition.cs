using System.Collections.Immutable;
using System.Text.Json;

namespace Baton.Core.Tools;

/// <summary>What a tool is made of.</summary>
public enum ToolKind
{
    /// <summary>A call of a web address.</summary>
    Http,

    /// <summary>A tool of an MCP server.</summary>
    Mcp,

    /// <summary>One of Baton's own: reading and changing the customer, contacting, messages, handing off.</summary>
    Own,
}

/// <summary>A tool as a workspace's registry has it.</summary>
public sealed record ToolDefinition
{
    /// <summary>Its name, unique in the workspace: lower-case letters, digits, hyphens and underscores, at most 64. Baton's own have dots.</summary>
    public required string Name { get; init; }

    /// <summary>What it does and when to use it, for agents.</summary>
    public required string Description { get; init; }

    /// <summary>What it is made of.</summary>
    public ToolKind Kind { get; init; }

    /// <summary>JSON Schema (2020-12) of its arguments, an object.</summary>
    public JsonElement Arguments { get; init; }

    /// <summary>Whether it changes something.</summary>
    public bool Writes { get; init; }

    /// <summary>What one use costs, in the workspace's currency.</summary>
    public decimal Cost { get; init; }

    /// <summary>How long one use may take; 1 second to 5 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For a web address: the call.</summary>
    public HttpCall? Http { get; init; }

    /// <summary>For a tool of an MCP server: which.</summary>
    public McpCall? Mcp { get; init; }
}

/// <summary>How arguments become a call of a web address.</summary>
public sealed record HttpCall
{
    /// <summary>GET, POST, PUT, PATCH or DELETE.</summary>
    public required string Method { get; init; }

    /// <summary>The address, with arguments in braces in its path: <c>https://shop.example.com/orders/{order}</c>.</summary>
    public required string Address { get; init; }

    /// <summary>Where arguments go that are not in the path. Those not named here go into the query of GET and DELETE, and into the body of the others.</summary>
    public ImmutableArray<ArgumentPlace> Places { get; init; } = [];

    /// <summary>Headers that are always the same, by name. No secrets: a credential is for that.</summary>
    public ImmutableSortedDictionary<string, string> Headers { get; init => field = value.WithComparers(StringComparer.OrdinalIgnoreCase); } = ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of the credential that is sent; null sends none.</summary>
    public string? Credential { get; init; }

    /// <summary>The header in which the credential is sent as it is; null sends it as bearer token.</summary>
    public string? CredentialHeader { get; init; }
}

/// <summary>The parts of a call into which an argument can go.</summary>
public enum CallPart
{
    /// <summary>The query, as <c>name=value</c>; a list repeats the name.</summary>
    Query,

    /// <summary>A header.</summary>
    Header,

    /// <summary>A member of the JSON body.</summary>
    Body,

    /// <summary>The JSON body is the argument.</summary>
    WholeBody,
}

/// <summary>Where an argument goes.</summary>
/// <param name="Argument">The argument.</param>
/// <param name="In">The part of the call.</param>
/// <param name="Name">What it is called there; null for the argument's own name.</param>
public sealed record ArgumentPlace(string Argument, CallPart In, string? Name = null);

/// <summary>A tool of an MCP server.</summary>
/// <param name="Server">The server, as registered in the workspace.</param>
/// <param name="Tool">Its tool.</param>
public sealed record McpCall(string Server, string Tool);
