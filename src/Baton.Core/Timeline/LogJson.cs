using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;

namespace Baton.Core.Timeline;

/// <summary>How decisions, states and payloads are written to the log: camelCase, without what is empty.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = false,
    Converters = [typeof(ActorJson), typeof(AddressJson)])]
[JsonSerializable(typeof(Decision))]
[JsonSerializable(typeof(CustomerState))]
[JsonSerializable(typeof(TaskResult))]
[JsonSerializable(typeof(Proposal))]
[JsonSerializable(typeof(AgentDefinition))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(Dictionary<string, string?>))]
[JsonSerializable(typeof(string[]))]
public sealed partial class LogJson : JsonSerializerContext
{
    /// <summary>The log's own options: what <see cref="Default"/> writes, without empty lists.</summary>
    public static JsonSerializerOptions Compact => Made.Options;

    // Apart, because the generated half of this class may be initialised after this one.
    private static class Made
    {
        public static readonly JsonSerializerOptions Options = new(Default.Options) { TypeInfoResolver = ((IJsonTypeInfoResolver)Default).WithAddedModifier(WithoutEmptyLists) };
    }

    private static void WithoutEmptyLists(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) property.ShouldSerialize = (_, value) => value is ICollection { Count: > 0 };
        }
    }
}

/// <summary>Actors as <c>kind:name</c>.</summary>
internal sealed class ActorJson : JsonConverter<Actor>
{
    public override Actor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Actor.Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Actor value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>Addresses as <c>kind:value</c>.</summary>
internal sealed class AddressJson : JsonConverter<Address>
{
    public override Address Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Address.TryParse(reader.GetString(), out var address) ? address : throw new JsonException("Not an address.");

    public override void Write(Utf8JsonWriter writer, Address value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
