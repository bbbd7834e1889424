using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Tools;
using Baton.Engine.Messages;

namespace Baton.Engine.Tools.Own;

/// <summary>Sends messages to other agents. The message belongs to the chain of the task, and counts once however often the task is tried.</summary>
internal sealed class MessageSender(MessageDesk desk) : IToolRunner
{
    public bool Runs(ToolDefinition tool) => tool is { Kind: ToolKind.Own, Name: OwnTools.MessageSend };

    public async Task<ToolAnswer> RunAsync(ToolRun run, CancellationToken cancel)
    {
        if (run.Agent is null) return new ToolAnswer($"{run.Tool.Name} is used by agents: try it on an agent's page.");
        var to = run.Arguments.Text("to")!;
        if (run.IsTrial) return new ToolAnswer(null, Payload.Of(json => json.WriteString("trial", $"Nothing was sent. It would have been a message to {to}.")));
        var outcome = await desk.SendAsync(run.Workspace, new MessageDraft(run.Agent.Name, to, run.Arguments.Text("text")!)
        {
            Id = run.Key,
            Data = run.Arguments.Member("data"),
            Priority = PriorityOf(run),
            Task = run.Task,
        }, cancel: cancel);
        if (outcome.Message is not { } message) return new ToolAnswer($"The message was not sent. {string.Join(' ', outcome.Faults.Select(f => f.Detail))}");
        return new ToolAnswer(null, Payload.Of(json =>
        {
            json.WriteString("message", message.Row.Id);
            json.WriteString("status", message.Status);
        }));
    }

    internal static Priority PriorityOf(ToolRun run) => Enum.TryParse<Priority>(run.Arguments.Text("priority"), ignoreCase: true, out var priority) ? priority : Priority.Normal;
}
