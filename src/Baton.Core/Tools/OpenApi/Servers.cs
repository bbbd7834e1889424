using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Core.Tools.OpenApi;

/// <summary>Under which address an operation is called.</summary>
internal static class Servers
{
    /// <summary>The address without a slash at its end; null with a fault when there is none.</summary>
    public static string? Of(Operation operation, string? wished, out string? fault)
    {
        fault = null;
        var server = wished ?? new[] { operation.Body, operation.Item, operation.Document }.Select(First).FirstOrDefault(url => url is not null);
        if (server is null || !(server.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || server.StartsWith("http://", StringComparison.OrdinalIgnoreCase)))
        {
            fault = "The document does not say at which address it is called. Give one as 'server'.";
            return null;
        }

        return server.TrimEnd('/');
    }

    private static string? First(JsonElement owner)
    {
        if (owner.Member("servers") is not { ValueKind: JsonValueKind.Array } servers || servers.GetArrayLength() == 0 || servers[0].Text("url") is not { } url) return null;
        if (servers[0].Member("variables") is not { ValueKind: JsonValueKind.Object } variables) return url;
        foreach (var variable in variables.EnumerateObject()) url = url.Replace($"{{{variable.Name}}}", variable.Value.Text("default") ?? "", StringComparison.Ordinal);
        return url;
    }
}
