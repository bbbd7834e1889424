using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Core.Tools.OpenApi;

/// <summary>The arguments of a tool that is made of an operation, and where each goes.</summary>
internal sealed class ArgumentList(Operation operation, References refs)
{
    private const string Body = "body";
    private static readonly JsonElement Anything = JsonElement.Parse("{}");
    private readonly Dictionary<string, (JsonElement Schema, bool IsNeeded, string? Description)> _arguments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _inPath = new(StringComparer.Ordinal);

    public List<ArgumentPlace> Places { get; } = [];

    public List<string> Notes { get; } = [];

    public bool Has(string name) => _arguments.ContainsKey(name);

    /// <summary>The operation's path with arguments under the names that they have here.</summary>
    public string InPath(string path) => _inPath.Aggregate(path, (filled, name) => filled.Replace($"{{{name.Key}}}", $"{{{name.Value}}}", StringComparison.Ordinal));

    /// <summary>Adds a parameter; without a place it stands in the path. Answers what is wrong with it.</summary>
    public string? Add(string name, JsonElement? schema, bool isNeeded, string? description, CallPart? place)
    {
        if (refs.Schema(schema ?? Anything) is not { } own) return $"The schema of {name} refers to what is not in the document, or is too large.";
        var argument = Free(name, place is CallPart.Header ? "header" : place is CallPart.Query ? "query" : "path");
        _arguments[argument] = (own, isNeeded, description);
        if (place is { } part) Places.Add(new ArgumentPlace(argument, part, argument == name ? null : name));
        else _inPath[name] = argument;
        return null;
    }

    /// <summary>Adds the members of a body that is an object, or the body as one argument.</summary>
    public string? AddBody(JsonElement? schema, bool isNeeded, string? description)
    {
        if (refs.Schema(schema ?? Anything) is not { } own) return "The schema of its body refers to what is not in the document, or is too large.";
        if (!IsPlainObject(own))
        {
            var argument = Free(Body, Body);
            _arguments[argument] = (own, isNeeded, description);
            Places.Add(new ArgumentPlace(argument, CallPart.WholeBody));
            return null;
        }

        var needed = own.Member("required") is { ValueKind: JsonValueKind.Array } required ? required.EnumerateArray().Select(r => r.GetString()).ToHashSet(StringComparer.Ordinal) : [];
        foreach (var member in own.GetProperty("properties").EnumerateObject())
        {
            var argument = Free(member.Name, Body);
            _arguments[argument] = (member.Value, isNeeded && needed.Contains(member.Name), null);
            if (argument != member.Name) Places.Add(new ArgumentPlace(argument, CallPart.Body, member.Name));
        }

        return null;
    }

    /// <summary>Says something to people about an optional part that is left out.</summary>
    public string? Note(string note)
    {
        Notes.Add(note);
        return null;
    }

    /// <summary>The schema of all arguments together.</summary>
    public JsonElement Schema() => Payload.Of(json =>
    {
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var (name, (schema, _, description)) in _arguments)
        {
            json.WritePropertyName(name);
            Write(json, schema, description);
        }

        json.WriteEndObject();
        var needed = _arguments.Where(a => a.Value.IsNeeded).Select(a => a.Key).ToList();
        if (needed.Count > 0)
        {
            json.WriteStartArray("required");
            foreach (var name in needed) json.WriteStringValue(name);
            json.WriteEndArray();
        }

        json.WriteBoolean("additionalProperties", false);
    });

    // Only then are its members arguments of their own: what a schema says otherwise, as anyOf, would be lost.
    private bool IsPlainObject(JsonElement schema) =>
        schema.Member("properties") is { ValueKind: JsonValueKind.Object } && (schema.Member("type") is null || schema.Text("type") == "object") && operation.Method is not ("GET" or "DELETE")
        && schema.EnumerateObject().All(m => m.Name is "type" or "properties" or "required" or "description" || m.Name == "additionalProperties" && m.Value.ValueKind == JsonValueKind.False);

    // Models take letters, digits, hyphens, underscores and dots, 64 at most; two parameters may have one name in different parts of a call.
    private string Free(string name, string part)
    {
        var plain = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
        plain = plain.Length is 0 or > 56 ? $"{part}_{_arguments.Count + 1}" : plain;
        if (!_arguments.ContainsKey(plain)) return plain;
        return !_arguments.ContainsKey($"{plain}_{part}") ? $"{plain}_{part}" : $"{plain}_{_arguments.Count + 1}";
    }

    private static void Write(Utf8JsonWriter json, JsonElement schema, string? description)
    {
        if (description is not { Length: > 0 } || schema.ValueKind != JsonValueKind.Object || schema.TryGetProperty("description", out _))
        {
            schema.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        json.WriteString("description", OpenApiDocument.Short(description));
        foreach (var member in schema.EnumerateObject()) member.WriteTo(json);
        json.WriteEndObject();
    }
}
