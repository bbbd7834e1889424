using System.Text.Json;
using Baton.Web.Problems;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Baton.Web.Mcp;

/// <summary>A message as it was posted, held to what the transport demands of it.</summary>
internal static class McpRequest
{
    private const string VersionHeader = "MCP-Protocol-Version";
    private const string SessionHeader = "Mcp-Session-Id";
    private const string MethodHeader = "Mcp-Method";
    private const string NameHeader = "Mcp-Name";

    // From this one on a request says in its headers what it asks for.
    private const string SelfDescribed = "2026-07-28";
    private static readonly string[] Versions = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", SelfDescribed];

    public static async Task<(JsonRpcMessage? Message, McpFault? Fault)> ReadAsync(HttpRequest request)
    {
        if (FaultOf(request) is { } refused) return (null, refused);
        JsonRpcMessage? message;
        try
        {
            message = JsonBody.Parse(await JsonBody.ReadAsync(request, JsonBody.Limit)).Deserialize<JsonRpcMessage>(McpJsonUtilities.DefaultOptions);
        }
        catch (ProblemException wrong) when (wrong.Problem.Status == StatusCodes.Status400BadRequest)
        {
            return (null, new McpFault(StatusCodes.Status400BadRequest, McpErrorCode.ParseError, wrong.Problem.Detail));
        }
        catch (JsonException)
        {
            return (null, new McpFault(StatusCodes.Status400BadRequest, McpErrorCode.InvalidRequest, "The body is no JSON-RPC 2.0 message. Send one message as a JSON object."));
        }

        if (message is null) return (null, new McpFault(StatusCodes.Status400BadRequest, McpErrorCode.InvalidRequest, "The body is no JSON-RPC 2.0 message."));
        var version = request.Headers[VersionHeader].ToString();
        if (version == SelfDescribed && Mismatch(request, message) is { } mismatch) return (null, new McpFault(StatusCodes.Status400BadRequest, McpErrorCode.HeaderMismatch, mismatch));
        message.Context = new JsonRpcMessageContext { User = request.HttpContext.User, ProtocolVersion = version.Length > 0 ? version : null };
        return (message, null);
    }

    private static McpFault? FaultOf(HttpRequest request)
    {
        // A page of another site must not speak through somebody's browser to a Baton on their own machine.
        if (request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsOwn(request, origin)) return new(StatusCodes.Status403Forbidden, McpErrorCode.InvalidRequest, $"Pages of {origin} may not call Baton.");
        if (!Accepts(request, "application/json") || !Accepts(request, "text/event-stream")) return new(StatusCodes.Status406NotAcceptable, McpErrorCode.InvalidRequest, "Send Accept: application/json, text/event-stream.");
        if (!request.HasJsonContentType()) return new(StatusCodes.Status415UnsupportedMediaType, McpErrorCode.InvalidRequest, $"The content type '{request.ContentType}' is not read here; send application/json.");
        var version = request.Headers[VersionHeader].ToString();
        if (version.Length > 0 && !Versions.Contains(version, StringComparer.Ordinal)) return new(StatusCodes.Status400BadRequest, McpErrorCode.InvalidRequest, $"{VersionHeader} {version} is not spoken here; {string.Join(", ", Versions)} are.");
        return request.Headers.ContainsKey(SessionHeader) ? new(StatusCodes.Status404NotFound, McpErrorCode.InvalidRequest, "There is no such session: Baton keeps none. Send the request without Mcp-Session-Id.") : null;
    }

    private static bool IsOwn(HttpRequest request, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var site) && site.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase) && site.Scheme.Equals(request.Scheme, StringComparison.OrdinalIgnoreCase);

    private static bool Accepts(HttpRequest request, string type) => request.GetTypedHeaders().Accept.Any(accepted => accepted.MatchesMediaType(type));

    private static string? Mismatch(HttpRequest request, JsonRpcMessage message)
    {
        if (message is not JsonRpcRequest asked) return null;
        if (request.Headers[MethodHeader].ToString() != asked.Method) return $"The header {MethodHeader} must say {asked.Method}, as the body does.";
        var name = asked.Method == RequestMethods.ToolsCall ? asked.Params?["name"]?.ToString() : null;
        return name is null || request.Headers[NameHeader].ToString() == name ? null : $"The header {NameHeader} must say {name}, as the body does.";
    }
}

/// <summary>A request that is refused before any server sees it: an HTTP status, with the reason as a JSON-RPC error.</summary>
internal sealed record McpFault(int Status, McpErrorCode Code, string Detail) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        Results.Json(new Dictionary<string, object?>(StringComparer.Ordinal) { ["jsonrpc"] = "2.0", ["id"] = null, ["error"] = new { code = (int)Code, message = Detail } }, statusCode: Status).ExecuteAsync(httpContext);
}
