using System.Text.Json;
using Baton.Engine.Agents.Calling;

namespace Baton.Engine.Mcp;

/// <summary>A tool as an MCP server describes it.</summary>
/// <param name="Name">Its name at the server.</param>
/// <param name="Description">What it does; empty when the server does not say.</param>
/// <param name="Arguments">JSON Schema of its arguments.</param>
/// <param name="Output">JSON Schema of its structured output; null when it promises none.</param>
/// <param name="OnlyReads">Whether the server says that it changes nothing. That is the server's word and no proof.</param>
public sealed record McpTool(string Name, string Description, JsonElement Arguments, JsonElement? Output, bool OnlyReads);

/// <summary>What a tool answered.</summary>
/// <param name="IsError">Whether the tool says that it failed.</param>
/// <param name="Text">Its texts, one below the other.</param>
/// <param name="Structured">Its structured output; null when it gave none.</param>
public sealed record McpAnswer(bool IsError, string Text, JsonElement? Structured)
{
    /// <summary>The answer as one value: the structured output, or the text as the JSON object that it is, or <c>{ "text": … }</c>.</summary>
    public JsonElement Value => Structured ?? SpokenOutput.Of(Text, []);
}

/// <summary>What an MCP server said of itself when it was tried.</summary>
/// <param name="Server">Its own name and version.</param>
/// <param name="Protocol">The protocol's version that both speak.</param>
/// <param name="Tools">Its tools.</param>
/// <param name="Took">How long connecting and asking took.</param>
public sealed record McpCheck(string Server, string? Protocol, IReadOnlyList<McpTool> Tools, TimeSpan Took);

/// <summary>An MCP server could not be used. The message is for people.</summary>
/// <param name="message">What happened, to what, what to do.</param>
/// <param name="isFinal">Trying again is of no use before somebody changes something.</param>
/// <param name="cause">What it came from.</param>
public sealed class McpServerException(string message, bool isFinal = false, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Trying again is of no use before somebody changes something.</summary>
    public bool IsFinal => isFinal;
}
