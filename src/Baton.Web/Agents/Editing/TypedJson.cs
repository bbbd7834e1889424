using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Web.Agents.Editing;

/// <summary>Makes the JSON that the API would be sent out of what was typed. What cannot be told apart from nothing is left out; what is no number is passed on as it is, for the reader to refuse.</summary>
internal sealed class TypedJson(string pointer, TypedFaults faults)
{
    public JsonObject Json { get; } = [];

    public void Text(string name, string typed)
    {
        if (typed.Trim() is { Length: > 0 } text) Json[name] = text;
    }

    public void Number(string name, string typed)
    {
        if (typed.Trim() is not { Length: > 0 } text) return;
        Json[name] = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : text;
    }

    /// <summary>A share that people enter in percent.</summary>
    public void Percent(string name, string typed, decimal least = 0)
    {
        if (typed.Trim() is not { Length: > 0 } text) return;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= 100) Json[name] = number / 100;
        else faults.Add($"{pointer}/{name}", string.Create(CultureInfo.InvariantCulture, $"Must be a number from {least} to 100."));
    }

    /// <summary>A length of time; null while what is entered is none.</summary>
    public void Length(string name, string? iso)
    {
        if (iso is null) faults.Add($"{pointer}/{name}", "Must be a length of time.");
        else Json[name] = iso;
    }

    public void Flag(string name, bool isSo) => Json[name] = isSo;

    public void List(string name, IReadOnlyList<string> values) => Json[name] = new JsonArray([.. values.Select(v => (JsonNode)v)]);

    /// <summary>A text that is JSON itself.</summary>
    public void Document(string name, string typed)
    {
        if (typed.Trim() is not { Length: > 0 } text) return;
        try
        {
            Json[name] = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 64 });
        }
        catch (JsonException wrong)
        {
            var line = (wrong.LineNumber ?? 0) + 1;
            faults.Add($"{pointer}/{name}", string.Create(CultureInfo.InvariantCulture, $"This is no valid JSON: see line {line}."));
        }
    }

    public void Node(string name, JsonNode? node)
    {
        if (node is not null) Json[name] = node;
    }

    /// <summary>An object inside this one, whatever it comes to hold.</summary>
    public TypedJson Inside(string name)
    {
        var inner = new TypedJson($"{pointer}/{name}", faults);
        Json[name] = inner.Json;
        return inner;
    }

    /// <summary>One more object in a list.</summary>
    public TypedJson Next(JsonArray list, string name)
    {
        var inner = new TypedJson(string.Create(CultureInfo.InvariantCulture, $"{pointer}/{name}/{list.Count}"), faults);
        list.Add((JsonNode)inner.Json);
        return inner;
    }
}
