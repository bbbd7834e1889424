using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Core.Tools;

/// <summary>A call of a web address with its arguments in their places.</summary>
/// <param name="Method">The method.</param>
/// <param name="Address">The whole address.</param>
/// <param name="Headers">Headers beyond the usual ones.</param>
/// <param name="Body">The JSON body; null when there is none.</param>
public sealed record HttpCallParts(string Method, Uri Address, IReadOnlyList<(string Name, string Value)> Headers, JsonElement? Body)
{
    /// <summary>Puts arguments into their places; null with a fault when that cannot be done.</summary>
    public static HttpCallParts? Of(HttpCall call, JsonElement arguments, out string? fault)
    {
        fault = null;
        var inPath = HttpTemplate.ArgumentsOf(call.Address);
        var (query, headers, body, whole) = (new StringBuilder(), new List<(string, string)>(), new Dictionary<string, JsonElement>(StringComparer.Ordinal), (JsonElement?)null);
        foreach (var (name, value) in call.Headers) headers.Add((name, value));
        foreach (var argument in arguments.EnumerateObject().Where(a => !inPath.Contains(a.Name)))
        {
            var place = call.Places.FirstOrDefault(p => p.Argument == argument.Name) ?? new ArgumentPlace(argument.Name, call.Method is "GET" or "DELETE" ? CallPart.Query : CallPart.Body);
            var name = place.Name ?? place.Argument;
            switch (place.In)
            {
                case CallPart.Query: Query(query, name, argument.Value); break;
                case CallPart.Header when Text(argument.Value).AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0: fault = $"{argument.Name} goes into a header and may not hold line breaks."; return null;
                case CallPart.Header: headers.Add((name, Text(argument.Value))); break;
                case CallPart.WholeBody: whole = argument.Value; break;
                default: body[name] = argument.Value; break;
            }
        }

        if (HttpTemplate.Fill(call.Address, arguments, out fault) is not { } address) return null;
        if (query.Length > 0) address += (address.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query.ToString()[1..];
        whole ??= body.Count > 0 || call.Method is not ("GET" or "DELETE") ? Payload.Of(json => Members(json, body)) : null;
        return new HttpCallParts(call.Method, new Uri(address), headers, whole);
    }

    /// <summary>An argument as it stands in an address or a header: text as it is, all else as JSON.</summary>
    internal static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.Number when value.TryGetInt64(out var whole) => whole.ToString(CultureInfo.InvariantCulture),
        _ => value.GetRawText(),
    };

    private static void Query(StringBuilder query, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null) return;
        foreach (var one in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value])
            query.Append('&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(Text(one)));
    }

    private static void Members(Utf8JsonWriter json, Dictionary<string, JsonElement> members)
    {
        foreach (var (name, value) in members)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
    }
}
