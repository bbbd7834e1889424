using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Policies;

namespace Baton.Web.Policies.Editing;

/// <summary>Reads members of a policy document by themselves, as the policy's own reader does.</summary>
internal static class DocumentPart
{
    /// <summary>What the members say; the faults' places begin at the document.</summary>
    public static (Policy? Policy, IReadOnlyList<Fault> Faults) Read(params (string Member, JsonNode? Value)[] members)
    {
        var document = new JsonObject();
        foreach (var (member, value) in members) if (value is not null) document[member] = value.DeepClone();
        var faults = new List<Fault>();
        return (PolicyReader.Read(JsonSerializer.SerializeToElement(document), version: 0, faults), faults);
    }

    /// <summary>A copy of an object with one member set, or taken out when there is no value.</summary>
    public static JsonObject With(JsonObject? json, string member, JsonNode? value)
    {
        var copy = json?.DeepClone().AsObject() ?? [];
        if (value is null) copy.Remove(member);
        else copy[member] = value;
        return copy;
    }
}
