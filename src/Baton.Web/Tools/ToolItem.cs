using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;
using Baton.Core.Tools;
using Baton.Core.Tools.OpenApi;
using Baton.Engine.Tools;

namespace Baton.Web.Tools;

/// <summary>A tool as registered. What is answered can be changed and sent back, without <c>kind</c> and <c>lastDay</c>.</summary>
internal sealed record ToolItem(string Name, string Description, string Kind, bool Writes, decimal Cost, string Timeout, JsonElement Arguments)
{
    /// <summary>For a web address: the call.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HttpItem? Http { get; init; }

    /// <summary>For a tool of an MCP server: which.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public McpCall? Mcp { get; init; }

    /// <summary>How it was used in the last 24 hours.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ToolFigure? LastDay { get; init; }

    public static ToolItem Of(ToolDefinition tool, ToolFigure? lastDay = null) =>
        new(tool.Name, tool.Description, KindName(tool.Kind), tool.Writes, tool.Cost, XmlConvert.ToString(tool.Timeout), tool.Arguments) { Http = tool.Http is { } call ? HttpItem.Of(call) : null, Mcp = tool.Mcp, LastDay = lastDay };

    public static string KindName(ToolKind kind) => kind == ToolKind.Own ? "baton" : kind.ToString().ToLowerInvariant();
}

/// <summary>A call of a web address.</summary>
internal sealed record HttpItem(string Method, string Address, IReadOnlyList<PlaceItem> Places, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The credential that is sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Credential { get; init; }

    /// <summary>The header in which it is sent as it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CredentialHeader { get; init; }

    public static HttpItem Of(HttpCall call) => new(call.Method, call.Address, [.. call.Places.Select(p => new PlaceItem(p.Argument, JsonNamingPolicy.CamelCase.ConvertName(p.In.ToString()), p.Name))], call.Headers) { Credential = call.Credential, CredentialHeader = call.CredentialHeader };
}

/// <summary>Where an argument goes.</summary>
/// <param name="Argument">The argument.</param>
/// <param name="In"><c>query</c>, <c>header</c>, <c>body</c> or <c>wholeBody</c>.</param>
/// <param name="Name">What it is called there; the argument's own name when null.</param>
internal sealed record PlaceItem(string Argument, string In, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name);

/// <summary>A tool to be registered: <c>http</c> or <c>mcp</c>.</summary>
/// <param name="Description">What it does and when to use it; agents choose by it.</param>
/// <param name="Arguments">JSON Schema of its arguments, an object; none when left out.</param>
/// <param name="Writes">Whether it changes something; by default whatever is no GET does.</param>
/// <param name="Cost">What one use costs.</param>
/// <param name="Timeout">How long one use may take; PT1S to PT5M, by default PT30S.</param>
/// <param name="Http">A call of a web address.</param>
/// <param name="Mcp">A tool of an MCP server.</param>
internal sealed record ToolRequest(string Description, JsonElement? Arguments, bool? Writes, decimal? Cost, string? Timeout, HttpItem? Http, McpCall? Mcp);

/// <summary>A try of a tool.</summary>
/// <param name="Arguments">With what.</param>
/// <param name="Customer">For tools about a customer: whom, as <c>email:ana@example.com</c>.</param>
/// <param name="DryRun">For tools that change something: only say what would be sent.</param>
internal sealed record TryToolRequest(JsonElement? Arguments, string? Customer, bool? DryRun);

/// <summary>What came of a try.</summary>
/// <param name="Fault">What went wrong; null when it worked.</param>
/// <param name="Result">What it answered.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
/// <param name="Cost">What it cost.</param>
internal sealed record ToolTried(string? Fault, JsonElement? Result, double DurationMs, decimal Cost);

/// <summary>What tools are to be made of: a document or an MCP server.</summary>
/// <param name="Document">An OpenAPI document: an object, or its text as JSON or YAML.</param>
/// <param name="Mcp">The name of a registered MCP server.</param>
/// <param name="Server">The address under which the operations are called; the document's own when left out.</param>
/// <param name="Prefix">What the tools' names begin with.</param>
/// <param name="Credential">The credential that operations send which say that they need one.</param>
/// <param name="Only">Only the tools of these names.</param>
/// <param name="DryRun">Only say what would be made.</param>
internal sealed record ImportRequest(JsonElement? Document, string? Mcp, string? Server, string? Prefix, string? Credential, IReadOnlyList<string>? Only, bool? DryRun);

/// <summary>What was made of a document, or would be.</summary>
/// <param name="Title">What the document calls itself.</param>
/// <param name="DryRun">Whether nothing was made.</param>
/// <param name="Tools">The tools.</param>
/// <param name="LeftOut">The operations of which none was made, each with why.</param>
internal sealed record ImportAnswer(string Title, bool DryRun, IReadOnlyList<ImportedItem> Tools, IReadOnlyList<LeftOut> LeftOut);

/// <summary>A tool made of an operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Writes">Whether it changes something, as its method says.</param>
/// <param name="Replaces">Whether there was one of that name.</param>
/// <param name="Notes">Optional parts left out, a credential needed.</param>
internal sealed record ImportedItem(string Name, string Operation, bool Writes, bool Replaces, IReadOnlyList<string> Notes);
