using System.Globalization;
using Baton.Core.Events;
using Baton.Core.Tools;

namespace Baton.Engine.Tools.Mcp;

/// <summary>Uses tools of MCP servers.</summary>
internal sealed class McpToolRunner(IMcpTools servers) : IToolRunner
{
    /// <summary>The longest answer, in characters of JSON.</summary>
    private const int Longest = 256 * 1024;

    public bool Runs(ToolDefinition tool) => tool is { Kind: ToolKind.Mcp, Mcp: not null };

    public async Task<ToolAnswer> RunAsync(ToolRun run, CancellationToken cancel)
    {
        var (server, tool) = run.Tool.Mcp!;
        if (run is { IsTrial: true, Tool.Writes: true }) return new ToolAnswer(null, Payload.Of(json => json.WriteString("trial", $"Nothing was sent. It would have used {tool} of the MCP server {server}.")));
        var answer = await servers.CallAsync(run.Workspace, server, tool, run.Arguments, run.Tool.Writes ? run.Key : null, cancel);
        return answer.Result?.GetRawText().Length > Longest ? new ToolAnswer(string.Create(CultureInfo.InvariantCulture, $"{run.Tool.Name} answered more than {Longest / 1024} KB. Ask for less.")) : answer;
    }
}
