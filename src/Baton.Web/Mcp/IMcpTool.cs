using System.Text.Json;
using Baton.Web.Keys;
using ModelContextProtocol.Protocol;

namespace Baton.Web.Mcp;

/// <summary>Something that any MCP-capable agent may do with Baton.</summary>
internal interface IMcpTool
{
    /// <summary>The tool as agents see it.</summary>
    Tool Offer { get; }

    /// <summary>The scopes of which a key needs one.</summary>
    IReadOnlyList<string> AnyOf { get; }

    /// <summary>Does it. What is wrong is thrown as a <see cref="Problems.ProblemException"/>, in words for the agent.</summary>
    /// <returns>What the agent gets to read, written as the API writes it.</returns>
    Task<object> CallAsync(JsonElement arguments, Caller caller, CancellationToken cancel);
}
