using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Tools;
using Baton.Web.Problems;

namespace Baton.Web.Tools;

/// <summary>Reads a tool's definition as it was sent.</summary>
internal static class ToolBody
{
    private static readonly string[] Parts = [.. Enum.GetNames<CallPart>().Select(JsonNamingPolicy.CamelCase.ConvertName)];
    private static readonly JsonElement NoArguments = JsonElement.Parse("""{"type":"object","properties":{},"additionalProperties":false}""");

    public static ToolDefinition Read(JsonMembers body, string name)
    {
        if (body.Text("name") is { } said && said != name) body.Wrong("name", $"The address says {name}, the body says {said}.");
        var (http, mcp) = (body.Members("http"), body.Members("mcp"));
        if (http is null == mcp is null) body.Wrong("http", "A tool is either 'http' (a call of a web address) or 'mcp' (a tool of an MCP server).");
        var call = http is null ? null : Call(http);
        var tool = new ToolDefinition
        {
            Name = name,
            Description = body.Text("description", required: true, max: 2000) ?? "-",
            Kind = mcp is null ? ToolKind.Http : ToolKind.Mcp,
            Arguments = body.Object("arguments") ?? NoArguments,
            Writes = body.Flag("writes") ?? (mcp is not null || call?.Method != "GET"),
            Cost = (decimal)(body.Number("cost", 0, 10_000) ?? 0),
            Timeout = body.Duration("timeout", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)) ?? TimeSpan.FromSeconds(30),
            Http = mcp is null ? call : null,
            Mcp = mcp is null ? null : new McpCall(mcp.Text("server", required: true, max: 64) ?? "", mcp.Text("tool", required: true, max: 128) ?? ""),
        };
        http?.NothingElse();
        mcp?.NothingElse();
        body.Wrong(ToolChecks.FaultsOf(tool));
        return tool;
    }

    private static HttpCall Call(JsonMembers http) => new()
    {
        Method = http.Text("method", required: true, max: 10)?.ToUpperInvariant() ?? "GET",
        Address = http.Text("address", required: true, max: 2000) ?? "https://missing",
        Places = [.. http.List("places", 100).Select(Place)],
        Headers = Headers(http),
        Credential = http.Text("credential", max: 64),
        CredentialHeader = http.Text("credentialHeader", max: 100),
    };

    private static ArgumentPlace Place(JsonMembers place)
    {
        var read = new ArgumentPlace(
            place.Text("argument", required: true, max: 64) ?? "",
            place.Word("in", Parts, required: true) is { } part ? Enum.Parse<CallPart>(part, ignoreCase: true) : CallPart.Query,
            place.Text("name", max: 100));
        place.NothingElse();
        return read;
    }

    private static ImmutableSortedDictionary<string, string> Headers(JsonMembers http)
    {
        var headers = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in http.Object("headers")?.EnumerateObject().ToArray() ?? [])
        {
            if (member.Value.ValueKind == JsonValueKind.String) headers[member.Name] = member.Value.GetString()!;
            else http.Wrong("headers", $"The header '{member.Name}' must be a text.");
        }

        return headers.ToImmutable();
    }
}
