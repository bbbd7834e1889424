using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Mcp;

namespace Baton.Engine.Agents.Calling.Mcp;

/// <summary>Calls agents that are a tool of an MCP server: its arguments are filled from the briefing, its answer is the output.</summary>
internal sealed class McpCaller(McpServers servers) : IAgentCaller
{
    private const int MostWords = 1000;

    public AgentKind Kind => AgentKind.Mcp;

    public async Task<AgentAnswer> CallAsync(AgentCall call, CancellationToken cancel)
    {
        if (call.Agent.Mcp is not { } mcp) return AgentAnswer.Failure("It has no MCP server and tool. Name both.") with { IsFinal = true };
        var arguments = mcp.Arguments is { } template ? ArgumentTemplate.Fill(template, call.Briefing.Value) : call.Briefing.Value;
        var sent = Payload.Of(json =>
        {
            json.WriteString("server", mcp.Server);
            json.WriteString("tool", mcp.Tool);
            json.WritePropertyName("arguments");
            arguments.WriteTo(json);
        });
        try
        {
            if (call.IsTrial && !await OnlyReadsAsync(call, mcp, cancel)) return AgentAnswer.Failure($"{mcp.Server} does not say that {mcp.Tool} only reads, so a try does not call it: something might come of it.") with { IsFinal = true, Sent = sent };
            var answer = await servers.CallAsync(call.Work.Workspace, mcp.Server, mcp.Tool, arguments, call.Key, cancel);
            if (!answer.IsError) return new AgentAnswer { Output = answer.Value, Sent = sent };
            var words = answer.Text.ReplaceLineEndings(" ").Trim();
            return AgentAnswer.Failure($"{mcp.Tool} failed: {(words.Length == 0 ? "it does not say why" : words.Length <= MostWords ? words : words[..MostWords] + "…")}") with { Sent = sent };
        }
        catch (McpServerException fault)
        {
            return AgentAnswer.Failure(fault.Message) with { IsFinal = fault.IsFinal, Sent = sent };
        }
    }

    private async Task<bool> OnlyReadsAsync(AgentCall call, McpSettings mcp, CancellationToken cancel) =>
        (await servers.ToolsAsync(call.Work.Workspace, mcp.Server, cancel)).Any(tool => tool.Name == mcp.Tool && tool.OnlyReads);
}
