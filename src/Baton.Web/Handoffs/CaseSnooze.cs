namespace Baton.Web.Handoffs;

/// <summary>For how long a case sleeps.</summary>
/// <param name="Until">Until when, UTC; null when only the customer's answer wakes it.</param>
/// <param name="ForAnswer">Whether the customer's answer wakes it.</param>
/// <param name="Note">Why, for colleagues.</param>
public sealed record CaseSnooze(DateTimeOffset? Until, bool ForAnswer, string? Note);
