using System.Collections.Immutable;
using System.Text.Json;
using Baton.Engine.Mcp;
using Baton.Web.Problems;

namespace Baton.Web.Settings;

/// <summary>Reads an MCP server's definition as it was sent.</summary>
internal static class McpServerBody
{
    private const int MostArguments = 50, MostVariables = 50;

    public static McpServerDefinition Read(JsonMembers body, string name)
    {
        if (name.Length is 0 or > 64 || name.StartsWith('-') || name.EndsWith('-') || name.Any(c => c is not (>= 'a' and <= 'z' or >= '0' and <= '9' or '-'))) body.Wrong("name", $"'{name}' is no name of an MCP server: lower-case letters, digits and, within, hyphens, at most 64.");
        if (body.Text("name") is { } said && said != name) body.Wrong("name", $"The address says {name}, the body says {said}.");
        var transport = body.Word("transport", ["http", "stdio"]);
        var (address, command) = (Address(body), body.Text("command", max: 500));
        if (address is null == command is null || transport is "http" && address is null || transport is "stdio" && command is null)
            body.Wrong(transport is "stdio" ? "command" : "address", "A server has either an address (transport http) or a command (transport stdio).");
        var server = new McpServerDefinition
        {
            Name = name,
            Description = body.Text("description", max: 500),
            Address = address,
            Credential = body.Text("credential", max: 64),
            Command = command,
            Arguments = Arguments(body),
            Environment = Environment(body),
            Timeout = body.Duration("timeout", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)) ?? new McpServerDefinition { Name = name }.Timeout,
        };
        if (server.IsProgram && server.Credential is not null) body.Wrong("credential", "A program is given credentials by its environment: \"environment\": { \"TOKEN\": { \"credential\": \"name\" } }.");
        if (!server.IsProgram && (!server.Environment.IsEmpty || server.Arguments.Length > 0)) body.Wrong(server.Environment.IsEmpty ? "arguments" : "environment", "Only a program has arguments and an environment.");
        return server;
    }

    private static Uri? Address(JsonMembers body)
    {
        if (body.Text("address", max: 2000) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0) return address;
        body.Wrong("address", $"'{text}' is no address such as https://mcp.example.com/mcp. Secrets do not belong in it: name a credential.");
        return null;
    }

    private static ImmutableArray<string> Arguments(JsonMembers body)
    {
        if (body.Value("arguments") is not { } list) return [];
        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() <= MostArguments && list.EnumerateArray().All(a => a.ValueKind == JsonValueKind.String && a.GetString()!.Length <= 2000)) return [.. list.EnumerateArray().Select(a => a.GetString()!)];
        body.Wrong("arguments", $"'arguments' must be a list of at most {MostArguments} texts.");
        return [];
    }

    private static ImmutableSortedDictionary<string, McpVariable> Environment(JsonMembers body)
    {
        var variables = ImmutableSortedDictionary<string, McpVariable>.Empty;
        if (body.Object("environment") is not { } environment) return variables;
        foreach (var member in environment.EnumerateObject())
        {
            McpVariable? variable = member.Value.ValueKind switch
            {
                JsonValueKind.String => new McpVariable(member.Value.GetString()),
                JsonValueKind.Object when member.Value.EnumerateObject().ToList() is [{ Name: "credential", Value: { ValueKind: JsonValueKind.String } named }] => new McpVariable(Credential: named.GetString()),
                _ => null,
            };
            if (variable is null || member.Name.Length is 0 or > 100 || member.Name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '_') || variables.Count == MostVariables)
                body.Wrong("environment", $"'{member.Name}' must be a name of letters, digits and underscores with a text, or with {{ \"credential\": \"name\" }} for a secret; at most {MostVariables} of them.");
            else variables = variables.SetItem(member.Name, variable);
        }

        return variables;
    }
}

/// <summary>An MCP server as it is registered.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Transport"><c>http</c> or <c>stdio</c>.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Address">Over HTTP: its address.</param>
/// <param name="Credential">Over HTTP: the name of the credential sent as bearer token.</param>
/// <param name="Command">Over stdio: the program.</param>
/// <param name="Arguments">Over stdio: its arguments.</param>
/// <param name="Environment">Over stdio: texts by name, or <c>{ "credential": "name" }</c>.</param>
/// <param name="Timeout">How long one call may take, an ISO 8601 duration.</param>
internal sealed record McpServerItem(string Name, string Transport, string? Description, Uri? Address, string? Credential, string? Command, IReadOnlyList<string>? Arguments, IReadOnlyDictionary<string, object>? Environment, string Timeout)
{
    public static McpServerItem Of(McpServerDefinition server) => new(
        server.Name,
        server.IsProgram ? "stdio" : "http",
        server.Description,
        server.Address,
        server.Credential,
        server.Command,
        server.IsProgram ? server.Arguments : null,
        server.IsProgram ? server.Environment.ToDictionary(v => v.Key, v => v.Value.Value is { } value ? (object)value : new CredentialName(v.Value.Credential!), StringComparer.Ordinal) : null,
        System.Xml.XmlConvert.ToString(server.Timeout));

    /// <summary>Names a credential.</summary>
    internal sealed record CredentialName(string Credential);
}

/// <summary>A tool of an MCP server.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Description">What it does.</param>
/// <param name="Arguments">JSON Schema of its arguments.</param>
/// <param name="Output">JSON Schema of its structured output, when it promises any.</param>
/// <param name="OnlyReads">Whether the server says that it changes nothing.</param>
internal sealed record McpToolItem(string Name, string Description, JsonElement Arguments, JsonElement? Output, bool OnlyReads)
{
    public static McpToolItem Of(McpTool tool) => new(tool.Name, tool.Description, tool.Arguments, tool.Output, tool.OnlyReads);
}

/// <summary>What came of trying an MCP server.</summary>
/// <param name="Ok">Whether it answered.</param>
/// <param name="Detail">In words: who answered, or what went wrong.</param>
/// <param name="Tools">How many tools it has.</param>
/// <param name="Milliseconds">How long it took.</param>
internal sealed record McpCheckItem(bool Ok, string Detail, int? Tools, double? Milliseconds);
