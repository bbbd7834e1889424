using System.Text.Json;
using Baton.Core.Timeline;

namespace Baton.Core.Tests.Timeline;

/// <summary>Values as the log writes them, for comparing.</summary>
internal static class Json
{
    public static string Of<T>(T value) => JsonSerializer.Serialize(value, LogJson.Compact);
}
