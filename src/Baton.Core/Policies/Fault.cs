namespace Baton.Core.Policies;

/// <summary>One thing wrong with what was given, as in <c>errors</c> of a problem document.</summary>
/// <param name="Pointer">Where, as a JSON pointer (RFC 6901).</param>
/// <param name="Detail">What is wrong and what to do, for people.</param>
public sealed record Fault(string Pointer, string Detail);
