using System.Text.Json;
using Baton.Core.Tools.OpenApi;
using Baton.Web.Problems;

namespace Baton.Web.Tools;

/// <summary>What is to be imported.</summary>
internal sealed record ImportBody(string? Document, string? Mcp, OpenApiWish Wish, IReadOnlyList<string>? Only, bool IsDryRun)
{
    private const int Limit = 10 << 20;

    /// <exception cref="ProblemException">400, 413, 415 or 422.</exception>
    public static async Task<ImportBody> ReadAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType()) throw new Problem(StatusCodes.Status415UnsupportedMediaType, $"The content type '{request.ContentType}' is not read here; send application/json.").Thrown();
        var json = JsonBody.Parse(await JsonBody.ReadAsync(request, Limit));
        if (json.ValueKind != JsonValueKind.Object) throw Problem.Wrong("", "The body must be a JSON object.").Thrown();
        return Sent.Read(json, Read);
    }

    private static ImportBody Read(JsonMembers body)
    {
        var (document, mcp) = (body.Value("document"), body.Text("mcp", max: 64));
        if (document is null == mcp is null) body.Wrong("document", "Send either 'document', an OpenAPI document, or 'mcp', the name of an MCP server.");
        else if (document is { ValueKind: not (JsonValueKind.Object or JsonValueKind.String) }) body.Wrong("document", "'document' must be an OpenAPI document: an object, or its text as JSON or YAML.");
        return new ImportBody(
            document is { ValueKind: JsonValueKind.String } text ? text.GetString() : document?.GetRawText(),
            mcp,
            new OpenApiWish(body.Text("server", max: 500), body.Text("prefix", max: 32) ?? "", body.Text("credential", max: 64)),
            body.Texts("only", 1000),
            body.Flag("dryRun") ?? false);
    }
}
