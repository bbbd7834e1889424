using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Conditions;
using Baton.Core.Customers;

namespace Baton.Engine.Agents.Calling;

/// <summary>The declared fields of a customer, each with the value that a condition would find under its name.</summary>
internal static class CustomerParts
{
    private const string All = "*";
    private static readonly string[] Counted = ["id", "openCases", "openHandoffs", "openTasks", "doNotContact"];

    /// <summary>Them as an object; a name with points in it becomes an object in an object. What has no value is left out.</summary>
    public static JsonObject Of(CustomerState customer, ImmutableArray<string> names, DateTimeOffset now)
    {
        var (json, facts) = (new JsonObject(), new Facts(now, customer));
        // Longer names last, so that a part of something that is there as a whole is not written into it.
        foreach (var name in names.Contains(All, StringComparer.Ordinal) ? Everything(customer) : names.Order(StringComparer.Ordinal))
        {
            if (Field.Find($"customer.{name}", out _) is { } field && field.Read(facts) is { Exists: true } value) Put(json, name.Split('.'), value.ToJson());
        }

        return json;
    }

    private static IEnumerable<string> Everything(CustomerState customer) =>
        [.. Counted, .. customer.Consent.Keys.Select(name => $"consent.{name}"), .. customer.Attributes.Keys.Where(name => !name.Contains('.', StringComparison.Ordinal) && !Counted.Contains(name, StringComparer.Ordinal)).Select(name => $"attributes.{name}")];

    private static void Put(JsonObject json, ReadOnlySpan<string> path, JsonElement value)
    {
        foreach (var part in path[..^1])
        {
            if (json[part] is null) json[part] = new JsonObject();
            if (json[part] is not JsonObject inner) return;
            json = inner;
        }

        if (json[path[^1]] is null) json[path[^1]] = JsonSerializer.SerializeToNode(value);
    }
}
