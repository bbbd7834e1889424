using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Baton.Web.Agents.Editing;

/// <summary>Values as they are typed.</summary>
internal static class Typed
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    public static string Of(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    public static string Of(double? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    public static string Of(decimal? number) => number?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";

    public static string Percent(double? share) => share is { } s ? (s * 100).ToString("0.##", CultureInfo.InvariantCulture) : "";

    public static string Of(JsonElement? json) => json is { ValueKind: not JsonValueKind.Undefined } value ? JsonSerializer.Serialize(value, Readable) : "";
}
