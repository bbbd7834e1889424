using System.Text.Json.Nodes;

namespace Baton.Core.Policies.Drafting;

/// <summary>Merges two changes of one JSON value, member by member.</summary>
internal static class ThreeWays
{
    /// <summary>Both changes of an object; null when they contradict.</summary>
    /// <param name="basis">What both began from.</param>
    /// <param name="mine">What one of them made of it.</param>
    /// <param name="theirs">What the other made of it.</param>
    public static JsonObject? Merge(JsonObject basis, JsonObject mine, JsonObject theirs)
    {
        var merged = new JsonObject();
        foreach (var name in mine.Select(member => member.Key).Concat(theirs.Select(member => member.Key)).Distinct(StringComparer.Ordinal))
        {
            if (!TryPick(Member(basis, name), Member(mine, name), Member(theirs, name), out var value)) return null;
            if (value.IsThere) merged[name] = value.Node?.DeepClone();
        }

        return merged;
    }

    /// <summary>The same of any value, of which null says that it is not there; false when they contradict.</summary>
    public static bool TryMerge(JsonNode? basis, JsonNode? mine, JsonNode? theirs, out JsonNode? merged)
    {
        if (basis is JsonObject from && mine is JsonObject one && theirs is JsonObject other)
        {
            merged = Merge(from, one, other);
            return merged is not null;
        }

        var isMerged = TryPick(new(basis is not null, basis), new(mine is not null, mine), new(theirs is not null, theirs), out var value);
        merged = isMerged ? value.Node?.DeepClone() : null;
        return isMerged;
    }

    private static bool TryPick(Value basis, Value mine, Value theirs, out Value picked)
    {
        picked = basis.IsSame(mine) ? theirs : mine;
        return basis.IsSame(mine) || basis.IsSame(theirs) || mine.IsSame(theirs);
    }

    private static Value Member(JsonObject json, string name) => json.TryGetPropertyValue(name, out var node) ? new(true, node) : new(false, null);

    private readonly record struct Value(bool IsThere, JsonNode? Node)
    {
        public bool IsSame(Value other) => IsThere == other.IsThere && JsonNode.DeepEquals(Node, other.Node);
    }
}
