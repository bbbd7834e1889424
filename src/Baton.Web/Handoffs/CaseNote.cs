namespace Baton.Web.Handoffs;

/// <summary>What a person noted for colleagues.</summary>
/// <param name="Text">The words.</param>
/// <param name="Mentions">The e-mails of those who are told.</param>
public sealed record CaseNote(string Text, IReadOnlyList<string> Mentions);
