using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Core.Tools.OpenApi;

/// <summary>Makes a tool of one operation, or says why none can be made.</summary>
internal static class OperationReader
{
    private static readonly string[] OwnHeaders = ["accept", "content-type", "authorization"];

    public static (ReadTool? Tool, string? Why) Read(Operation operation, References refs, OpenApiWish wish)
    {
        if (operation.Body.Flag("deprecated") == true) return (null, "It is deprecated.");
        if (Servers.Of(operation, wish.Server, out var fault) is not { } server) return (null, fault);
        var arguments = new ArgumentList(operation, refs);
        if (Parameters(operation, refs, arguments) is { } wrong) return (null, wrong);
        if (RequestBody(operation, refs, arguments) is { } unreadable) return (null, unreadable);
        var address = server + arguments.InPath(operation.Path);
        if (HttpTemplate.FaultOf(address) is { } template) return (null, template);
        if (HttpTemplate.ArgumentsOf(address).FirstOrDefault(name => !arguments.Has(name)) is { } unknown) return (null, $"Its path names {{{unknown}}}, which is no parameter of it.");
        var security = Security.Of(operation, refs);
        if (security.Note is { } note) arguments.Notes.Add(note);
        if (security.IsNeeded && wish.Credential is null) arguments.Notes.Add("It says that it needs a credential; none is given.");
        var call = new HttpCall
        {
            Method = operation.Method,
            Address = address,
            Places = [.. arguments.Places],
            Credential = security.IsNeeded ? wish.Credential : null,
            CredentialHeader = security.IsNeeded && wish.Credential is not null ? security.Header : null,
        };
        var tool = new ToolDefinition
        {
            Name = "",
            Description = OpenApiDocument.Short(Description(operation)),
            Kind = ToolKind.Http,
            Arguments = arguments.Schema(),
            Writes = operation.Method != "GET",
            Http = call,
        };
        return (new ReadTool(tool, operation.ToString(), arguments.Notes), null);
    }

    private static string Description(Operation operation)
    {
        var (summary, description) = (operation.Body.Text("summary")?.Trim() ?? "", operation.Body.Text("description")?.Trim() ?? "");
        if (summary.Length == 0 && description.Length == 0) return $"Calls {operation}.";
        if (summary.Length == 0 || description.StartsWith(summary, StringComparison.OrdinalIgnoreCase)) return description;
        return description.Length == 0 ? summary : $"{summary.TrimEnd('.')}. {description}";
    }

    // What stands at the operation goes before what stands at its path.
    private static string? Parameters(Operation operation, References refs, ArgumentList arguments)
    {
        var seen = new HashSet<(string, string)>();
        var list = new[] { operation.Body, operation.Item }.SelectMany(owner => owner.Member("parameters") is { ValueKind: JsonValueKind.Array } all ? all.EnumerateArray().Select(refs.Resolve).ToArray() : []);
        foreach (var parameter in list)
        {
            if (parameter.Text("name") is not { Length: > 0 } name || parameter.Text("in") is not { } where) return "One of its parameters cannot be read.";
            if (!seen.Add((name, where))) continue;
            var isNeeded = parameter.Flag("required") == true || where == "path";
            if (where == "header" && OwnHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)) continue;
            var schema = parameter.Member("schema") ?? (parameter.Member("content") is { ValueKind: JsonValueKind.Object } content ? content.EnumerateObject().FirstOrDefault().Value.Member("schema") : null);
            string? fault = where switch
            {
                "path" => arguments.Add(name, schema, isNeeded, parameter.Text("description"), place: null),
                "query" => arguments.Add(name, schema, isNeeded, parameter.Text("description"), CallPart.Query),
                "header" => arguments.Add(name, schema, isNeeded, parameter.Text("description"), CallPart.Header),
                _ when isNeeded => $"It needs the cookie {name}, and tools send no cookies.",
                _ => arguments.Note($"The cookie {name} is never sent."),
            };
            if (fault is not null) return fault;
        }

        return null;
    }

    private static string? RequestBody(Operation operation, References refs, ArgumentList arguments)
    {
        if (operation.Body.Member("requestBody") is not { } given) return null;
        var body = refs.Resolve(given);
        if (operation.Method is "GET" or "DELETE") return body.Flag("required") == true ? $"It needs a body, which {operation.Method} has none of here." : arguments.Note("Its body is never sent.");
        var isNeeded = body.Flag("required") == true;
        var media = body.Member("content") is { ValueKind: JsonValueKind.Object } content ? content.EnumerateObject().ToList() : [];
        var json = media.FindIndex(m => m.Name.Split(';')[0].Trim() is var type && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase) || type == "*/*"));
        if (json < 0) return isNeeded ? $"Its body is {string.Join(" or ", media.Select(m => m.Name))}, and tools send JSON." : arguments.Note("Its body is no JSON and is never sent.");
        var schema = media[json].Value.Member("schema");
        return arguments.AddBody(schema, isNeeded, body.Text("description"));
    }
}
