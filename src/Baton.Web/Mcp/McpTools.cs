using System.Text.Json;
using Baton.Web.Keys;
using Baton.Web.Problems;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Baton.Web.Mcp;

/// <summary>Lists to a key the tools that its scopes allow, and calls them. A fault is an answer in plain sentences, so that a model can mend what it asked.</summary>
internal sealed class McpTools(IEnumerable<IMcpTool> tools)
{
    private readonly IReadOnlyList<IMcpTool> _tools = [.. tools];

    /// <summary>The scopes of which one opens the door.</summary>
    public IReadOnlyList<string> Scopes => [.. _tools.SelectMany(tool => tool.AnyOf).Distinct(StringComparer.Ordinal)];

    public ListToolsResult List(HttpContext context) => new() { Tools = [.. _tools.Where(tool => IsAllowed(tool, context)).Select(tool => tool.Offer)] };

    public async Task<CallToolResult> CallAsync(CallToolRequestParams? call, HttpContext context, CancellationToken cancel)
    {
        if (_tools.FirstOrDefault(t => t.Offer.Name == call?.Name) is not { } tool)
            throw new McpProtocolException($"There is no tool {call?.Name}. Tools of Baton: {string.Join(", ", _tools.Select(t => t.Offer.Name))}.", McpErrorCode.InvalidParams);
        if (!IsAllowed(tool, context)) return Fault($"This key lacks the scope {string.Join(" or ", tool.AnyOf)}, which {tool.Offer.Name} needs. An administrator makes keys under Settings, API keys.");
        try
        {
            var answer = JsonSerializer.SerializeToElement(await tool.CallAsync(Checked(call!), Caller.Of(context.User), cancel), ApiJson.WithoutNulls);
            return new CallToolResult { Content = [new TextContentBlock { Text = answer.GetRawText() }], StructuredContent = answer };
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            return Fault(Words(ProblemAnswers.OfFault(context, fault)));
        }
    }

    private static bool IsAllowed(IMcpTool tool, HttpContext context) => tool.AnyOf.Any(scope => context.User.HasClaim(Caller.ScopeClaim, scope));

    // As strict as a request's body is read: no member twice, no half characters.
    private static JsonElement Checked(CallToolRequestParams call) => JsonBody.Parse(JsonSerializer.SerializeToUtf8Bytes(call.Arguments ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal)));

    private static string Words(Problem problem) => problem.Errors.Count <= 1 ? problem.Detail : $"{problem.Detail} {string.Join(' ', problem.Errors.Select(e => e.Detail))}";

    private static CallToolResult Fault(string words) => new() { IsError = true, Content = [new TextContentBlock { Text = words }] };
}
