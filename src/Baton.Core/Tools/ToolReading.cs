namespace Baton.Core.Tools;

/// <summary>What somebody else's description of calls holds for a registry: an OpenAPI document, an MCP server.</summary>
/// <param name="Title">What it calls itself.</param>
/// <param name="Tools">A tool for each of them that can be called.</param>
/// <param name="LeftOut">Those that cannot, each with why.</param>
/// <param name="Fault">Why nothing could be read; null when it could.</param>
public sealed record ToolReading(string Title, IReadOnlyList<ReadTool> Tools, IReadOnlyList<LeftOut> LeftOut, string? Fault = null);

/// <summary>A tool made of what somebody else describes.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Operation">What it is made of, as <c>GET /orders/{id}</c>.</param>
/// <param name="Notes">What people should know: optional parts left out, a credential needed.</param>
public sealed record ReadTool(ToolDefinition Tool, string Operation, IReadOnlyList<string> Notes);

/// <summary>What became no tool.</summary>
/// <param name="Operation">It, as <c>GET /orders/{id}</c>.</param>
/// <param name="Why">Why not.</param>
public sealed record LeftOut(string Operation, string Why);
