using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Engine.Channels;

/// <summary>Channels as they are kept.</summary>
internal static class ChannelJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
