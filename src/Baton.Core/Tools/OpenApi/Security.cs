using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Core.Tools.OpenApi;

/// <summary>Which credential an operation wants, and how.</summary>
/// <param name="IsNeeded">Whether it wants one that tools can send.</param>
/// <param name="Header">The header that holds it as it is; null for a bearer token.</param>
/// <param name="Note">What people should know when it wants one that tools cannot send.</param>
internal sealed record Security(bool IsNeeded, string? Header = null, string? Note = null)
{
    public static Security Of(Operation operation, References refs)
    {
        var wanted = operation.Body.Member("security") ?? operation.Document.Member("security");
        if (wanted is not { ValueKind: JsonValueKind.Array } any || any.GetArrayLength() == 0 || any.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.Object && !one.EnumerateObject().Any())) return new Security(false);
        var schemes = operation.Document.Member("components")?.Member("securitySchemes") ?? default;
        Security? other = null;
        foreach (var one in any.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object && one.EnumerateObject().Count() == 1))
        {
            var scheme = refs.Resolve(schemes.Member(one.EnumerateObject().First().Name) ?? default);
            switch (scheme.Text("type"))
            {
                case "http" when "bearer".Equals(scheme.Text("scheme"), StringComparison.OrdinalIgnoreCase): return new Security(true);
                case "oauth2" or "openIdConnect": return new Security(true);
                case "apiKey" when scheme.Text("in") == "header" && scheme.Text("name") is { Length: > 0 } header: return new Security(true, header);
                default: other = new Security(false, Note: "It wants a credential in a way that tools cannot send it."); break;
            }
        }

        return other ?? new Security(false, Note: "It wants several credentials at once, which tools cannot send.");
    }
}
