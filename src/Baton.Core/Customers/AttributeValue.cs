using System.Text.Json;

namespace Baton.Core.Customers;

/// <summary>What is known of a customer under one name, and whose word it is.</summary>
/// <param name="Value">The value.</param>
/// <param name="By">Who set it, as an <see cref="Events.Actor"/> writes itself.</param>
/// <param name="At">When it was set, UTC.</param>
public sealed record AttributeValue(JsonElement Value, string By, DateTimeOffset At);
