namespace Baton.Core.Tools.OpenApi;

/// <summary>What an OpenAPI document holds for a registry.</summary>
/// <param name="Title">What the document calls itself.</param>
/// <param name="Tools">A tool for each operation that can be called.</param>
/// <param name="LeftOut">The operations that cannot, each with why.</param>
/// <param name="Fault">Why nothing could be read; null when it could.</param>
public sealed record OpenApiReading(string Title, IReadOnlyList<ReadTool> Tools, IReadOnlyList<LeftOut> LeftOut, string? Fault = null);

/// <summary>A tool made of an operation.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Operation">The operation, as <c>GET /orders/{id}</c>.</param>
/// <param name="Notes">What people should know: optional parts left out, a credential needed.</param>
public sealed record ReadTool(ToolDefinition Tool, string Operation, IReadOnlyList<string> Notes);

/// <summary>An operation that became no tool.</summary>
/// <param name="Operation">The operation, as <c>GET /orders/{id}</c>.</param>
/// <param name="Why">Why not.</param>
public sealed record LeftOut(string Operation, string Why);

/// <summary>How a document is to be read.</summary>
/// <param name="Server">The address under which the operations are called; null for the one that the document names.</param>
/// <param name="Prefix">What the tools' names begin with.</param>
/// <param name="Credential">The name of the credential that operations send which say that they need one.</param>
public sealed record OpenApiWish(string? Server = null, string Prefix = "", string? Credential = null);
