namespace Baton.Core.Tools.OpenApi;

/// <summary>How a document is to be read.</summary>
/// <param name="Server">The address under which the operations are called; null for the one that the document names.</param>
/// <param name="Prefix">What the tools' names begin with.</param>
/// <param name="Credential">The name of the credential that operations send which say that they need one.</param>
public sealed record OpenApiWish(string? Server = null, string Prefix = "", string? Credential = null);
