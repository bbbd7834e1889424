namespace Baton.Web.Handoffs;

/// <summary>To whom a case is given: a person's e-mail or a queue, never both.</summary>
public sealed record CaseTransfer(string? Person, string? Queue, string? Note);
