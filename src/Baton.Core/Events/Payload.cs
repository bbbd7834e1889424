using System.Buffers;
using System.Text.Json;
using Baton.Core.Timeline;

namespace Baton.Core.Events;

/// <summary>Writing payloads, and reading members of those that may hold anything: a member that is missing or of another type is null, never an error.</summary>
public static class Payload
{
    /// <summary>An object with the members that are written.</summary>
    /// <param name="members">Writes them, one after the other.</param>
    public static JsonElement Of(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>The member of that name, if the value is an object that has it and it is not null.</summary>
    public static JsonElement? Member(this JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    /// <summary>The text of the member of that name, if it is a string.</summary>
    public static string? Text(this JsonElement value, string name) =>
        value.Member(name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    /// <summary>The number in the member of that name, if it is one.</summary>
    public static double? Number(this JsonElement value, string name) =>
        value.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetDouble(out var number) ? number : null;

    /// <summary>True or false in the member of that name, if it is one of them.</summary>
    public static bool? Flag(this JsonElement value, string name) => value.Member(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The RFC 3339 time in the member of that name, in UTC, if it is one.</summary>
    public static DateTimeOffset? Time(this JsonElement value, string name) => Rfc3339.Read(value.Text(name));
}
