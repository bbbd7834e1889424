using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Events;

namespace Baton.Core.Timeline;

/// <summary>Enumerations as words in camelCase.</summary>
internal sealed class WordJson<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;

/// <summary>A task's status as the contract writes it: <c>needs-human-review</c>.</summary>
internal sealed class ResultStatusJson() : JsonStringEnumConverter<ResultStatus>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

/// <summary>An agent's kind as the contract writes it: <c>built-in</c>.</summary>
internal sealed class AgentKindJson() : JsonStringEnumConverter<AgentKind>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

/// <summary>A rule's kind under the name that the contract gives it.</summary>
internal sealed class RuleKindJson : JsonConverter<RuleKind>
{
    private static readonly FrozenDictionary<string, RuleKind> ByName = Enum.GetValues<RuleKind>().ToFrozenDictionary(kind => kind.Name(), StringComparer.Ordinal);

    public override RuleKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ByName.TryGetValue(reader.GetString() ?? "", out var kind) ? kind : throw new JsonException("Not a kind of rule.");

    public override void Write(Utf8JsonWriter writer, RuleKind value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name());
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
