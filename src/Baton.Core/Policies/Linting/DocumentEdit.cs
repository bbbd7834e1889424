using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Core.Policies.Linting;

/// <summary>One operation of JSON Patch (RFC 6902) on a policy document: <c>add</c>, <c>replace</c>, <c>remove</c> or <c>move</c>.</summary>
/// <param name="Op">The operation.</param>
/// <param name="Path">Where.</param>
/// <param name="Value">The new value, of add and replace.</param>
/// <param name="From">Where it was, of move.</param>
public sealed record DocumentEdit(string Op, string Path, JsonElement? Value = null, string? From = null)
{
    /// <summary>Sets a member, there or not.</summary>
    public static DocumentEdit Set<T>(string path, T value) => new("add", path, JsonSerializer.SerializeToElement(value));

    /// <summary>Takes something out.</summary>
    public static DocumentEdit Remove(string path) => new("remove", path);

    /// <summary>Moves an element of a list.</summary>
    public static DocumentEdit Move(string from, string path) => new("move", path, From: from);

    /// <summary>The document with the edits made, in order.</summary>
    /// <exception cref="ArgumentException">An edit names a place that there is not.</exception>
    public static string Apply(string document, IEnumerable<DocumentEdit> edits)
    {
        var root = JsonNode.Parse(document)!;
        foreach (var edit in edits)
        {
            var value = edit.Op == "move" ? Take(root, edit.From!) : edit.Value is { } given ? JsonSerializer.SerializeToNode(given) : null;
            if (edit.Op == "remove") Take(root, edit.Path);
            else Put(root, edit.Path, value, replace: edit.Op == "replace");
        }

        return root.ToJsonString();
    }

    private static JsonNode? Take(JsonNode root, string path)
    {
        var (parent, name) = Parent(root, path);
        JsonNode? taken;
        if (parent is JsonArray list)
        {
            var index = Index(name, list.Count - 1, path);
            taken = list[index];
            list.RemoveAt(index);
        }
        else
        {
            taken = parent.AsObject()[name] ?? throw Nowhere(path);
            parent.AsObject().Remove(name);
        }

        return taken;
    }

    private static void Put(JsonNode root, string path, JsonNode? value, bool replace)
    {
        var (parent, name) = Parent(root, path);
        if (parent is not JsonArray list) parent.AsObject()[name] = value;
        else if (name == "-") list.Add(value);
        else if (replace) list[Index(name, list.Count - 1, path)] = value;
        else list.Insert(Index(name, list.Count, path), value);
    }

    private static (JsonNode Parent, string Name) Parent(JsonNode root, string path)
    {
        var names = path.Split('/').Skip(1).Select(n => n.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToList();
        if (names.Count == 0) throw Nowhere(path);
        var at = root;
        foreach (var name in names.Take(names.Count - 1))
        {
            at = (at is JsonArray list ? list[Index(name, list.Count - 1, path)] : (at as JsonObject)?[name]) ?? throw Nowhere(path);
        }

        return at is JsonArray or JsonObject ? (at, names[^1]) : throw Nowhere(path);
    }

    private static int Index(string name, int most, string path) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= most ? index : throw Nowhere(path);

    private static ArgumentException Nowhere(string path) => new($"The document has no place '{path}'.", nameof(path));
}
