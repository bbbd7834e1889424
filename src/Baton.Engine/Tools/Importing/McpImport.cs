using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Tools;
using Baton.Engine.Tools.Mcp;

namespace Baton.Engine.Tools.Importing;

/// <summary>Makes tools of what a registered MCP server offers.</summary>
public sealed class McpImport(IMcpTools servers)
{
    private const int LongestDescription = 2_000;
    private static readonly JsonElement NoArguments = JsonElement.Parse("""{"type":"object"}""");

    /// <summary>What a server offers; <see cref="ToolReading.Fault"/> says why nothing, if it cannot be asked.</summary>
    public async Task<ToolReading> ReadAsync(string workspace, string server, string prefix, CancellationToken cancel = default)
    {
        IReadOnlyList<McpOffer> offers;
        try
        {
            offers = await servers.ToolsAsync(workspace, server, cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return Nothing(fault.Message);
        }

        var (tools, left, names) = (new List<ReadTool>(), new List<LeftOut>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var offer in offers)
        {
            var tool = ToolOf(server, prefix, offer);
            if (ToolChecks.FaultsOf(tool) is [var fault, ..]) left.Add(new LeftOut(offer.Name, fault.Detail));
            else if (!names.Add(tool.Name)) left.Add(new LeftOut(offer.Name, $"Another tool of the server would be called {tool.Name} as well."));
            else tools.Add(new ReadTool(tool, $"{offer.Name} of {server}", offer.OnlyReads ? ["That it only reads is the server's word."] : []));
        }

        return new ToolReading(server, tools, left);
    }

    private static ToolDefinition ToolOf(string server, string prefix, McpOffer offer) => new()
    {
        Name = ToolNames.From(prefix + offer.Name),
        Description = offer.Description.Trim() is { Length: > 0 } said ? said[..Math.Min(said.Length, LongestDescription)] : $"Uses {offer.Name} of the MCP server {server}.",
        Kind = ToolKind.Mcp,
        Arguments = offer.Arguments.Text("type") is null ? NoArguments : offer.Arguments,
        Writes = !offer.OnlyReads,
        Mcp = new McpCall(server, offer.Name),
    };

    private static ToolReading Nothing(string fault) => new("", [], [], fault);
}
