using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Core.Tools.OpenApi;

/// <summary>Reads tools out of an OpenAPI document, 3.0 or 3.1. What refers elsewhere than into the document is not followed.</summary>
public static class OpenApiDocument
{
    private const int MostOperations = 2_000;
    private const int LongestDescription = 1_000;
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];
    private static readonly string[] OtherMethods = ["head", "options", "trace"];

    /// <summary>Reads the document.</summary>
    public static ToolReading Read(JsonElement document, OpenApiWish wish)
    {
        if (document.Text("openapi") is not { } version || !(version.StartsWith("3.0", StringComparison.Ordinal) || version.StartsWith("3.1", StringComparison.Ordinal)))
            return Nothing(document.Text("swagger") is { } old ? $"This is a Swagger {old} document; OpenAPI 3.0 and 3.1 are read here. Convert it first." : "This is no OpenAPI document: its member 'openapi' must say 3.0.x or 3.1.x.");
        if (document.Member("paths") is not { ValueKind: JsonValueKind.Object } paths) return Nothing("The document has no 'paths', so there is nothing to call.");
        var refs = new References(document, isOld: version.StartsWith("3.0", StringComparison.Ordinal));
        var (tools, left, names) = (new List<ReadTool>(), new List<LeftOut>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var path in paths.EnumerateObject())
        {
            var item = refs.Resolve(path.Value);
            if (item.ValueKind != JsonValueKind.Object) continue;
            foreach (var method in item.EnumerateObject().Where(m => OtherMethods.Contains(m.Name, StringComparer.Ordinal))) left.Add(new LeftOut($"{method.Name.ToUpperInvariant()} {path.Name}", "Tools call GET, POST, PUT, PATCH and DELETE only."));
            foreach (var method in Methods)
            {
                if (item.Member(method) is not { ValueKind: JsonValueKind.Object } operation) continue;
                if (tools.Count + left.Count >= MostOperations) return Nothing($"The document has more than {MostOperations} operations. Take out those that no agent needs.");
                var made = OperationReader.Read(new Operation(document, path.Name, method.ToUpperInvariant(), item, operation), refs, wish);
                if (made.Tool is { } tool) tools.Add(tool with { Tool = Named(tool.Tool, operation, path.Name, method, wish.Prefix, names) });
                else left.Add(new LeftOut($"{method.ToUpperInvariant()} {path.Name}", made.Why!));
            }
        }

        return new ToolReading(document.Member("info")?.Text("title") ?? "", tools, left);
    }

    /// <summary>A text that agents read, no longer than they should have to.</summary>
    internal static string Short(string text)
    {
        text = text.Trim();
        return text.Length <= LongestDescription ? text : text[..(LongestDescription - 1)] + "…";
    }

    private static ToolDefinition Named(ToolDefinition tool, JsonElement operation, string path, string method, string prefix, HashSet<string> names)
    {
        var name = ToolNames.From(prefix + (operation.Text("operationId") is { Length: > 0 } id && ToolNames.From(id).Length > 0 ? id : $"{method}-{path}"));
        if (ToolNames.FaultOf(name) is not null) name = ToolNames.From("api-" + name);
        var unique = name;
        for (var i = 2; !names.Add(unique); i++) unique = $"{(name.Length > ToolNames.Longest - 4 ? name[..(ToolNames.Longest - 4)] : name)}-{i}";
        return tool with { Name = unique };
    }

    private static ToolReading Nothing(string fault) => new("", [], [], fault);
}

/// <summary>One operation of a document.</summary>
internal sealed record Operation(JsonElement Document, string Path, string Method, JsonElement Item, JsonElement Body)
{
    public override string ToString() => $"{Method} {Path}";
}
