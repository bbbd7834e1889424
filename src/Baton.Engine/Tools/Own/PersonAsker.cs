using Baton.Core.Events;
using Baton.Core.Tools;
using Baton.Engine.Handoffs;

namespace Baton.Engine.Tools.Own;

/// <summary>Gives a case to people, as part of the chain of the task.</summary>
internal sealed class PersonAsker(HandoffDesk desk) : IToolRunner
{
    public bool Runs(ToolDefinition tool) => tool is { Kind: ToolKind.Own, Name: OwnTools.Handoff };

    public async Task<ToolAnswer> RunAsync(ToolRun run, CancellationToken cancel)
    {
        if (run.Agent is null) return new ToolAnswer($"{run.Tool.Name} is used by agents: try it on an agent's page.");
        var ask = new HandoffAsk(run.Agent.Name, run.Arguments.Text("title")!, run.Arguments.Text("reason")!)
        {
            Id = run.Key,
            Customer = run.Customer is { } customer ? new Address(Address.ById, customer.Id) : null,
            Queue = run.Arguments.Text("queue"),
            Priority = MessageSender.PriorityOf(run),
            Cause = run.Cause,
        };
        if (run.IsTrial) return new ToolAnswer(null, Payload.Of(json => json.WriteString("trial", $"Nobody was asked. The people of {ask.Queue ?? run.Agent.Queue} would be.")));
        var turn = await desk.AskAsync(run.Workspace, ask, cancel);
        return new ToolAnswer(null, Payload.Of(json =>
        {
            if (turn.Decision is { Handoffs: [var opened, ..] }) json.WriteString("handoff", opened.Id);
            json.WriteString("answer", turn.Decision?.Sentence ?? "A person was asked before.");
        }));
    }
}
