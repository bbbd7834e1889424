namespace Baton.Core.Customers;

/// <summary>An open case of a customer.</summary>
/// <param name="Id">The case's id in the system that keeps it.</param>
/// <param name="Department">The department at work on it.</param>
/// <param name="Title">What it is about, if that was said.</param>
/// <param name="Priority">Its priority as given, for example <c>urgent</c>.</param>
/// <param name="Opened">When it was opened, UTC.</param>
public sealed record Case(string Id, string Department, string? Title, string? Priority, DateTimeOffset Opened);
