using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Tools;
using Baton.Engine.Actions;
using Baton.Engine.Pipeline;

namespace Baton.Engine.Tools.Own;

/// <summary>Asks for actions on the customer, as the agent itself would with its result: the same arbitration decides, and its verdict is the answer.</summary>
internal sealed class ActionAsker(Conductor conductor, ActionDesk desk, ActionQueries actions, ActionRunner runner) : IToolRunner
{
    public bool Runs(ToolDefinition tool) => tool.Kind == ToolKind.Own && (tool.Name == OwnTools.CustomerUpdate || tool.Name.StartsWith(OwnTools.Contact, StringComparison.Ordinal));

    public async Task<ToolAnswer> RunAsync(ToolRun run, CancellationToken cancel)
    {
        if (run.Customer is not { } customer) return new ToolAnswer("This task is about no customer.");
        if (run.Agent is null) return new ToolAnswer($"{run.Tool.Name} is used by agents: try it on an agent's page.");
        var proposal = ProposalOf(run);
        if (run.IsTrial) return new ToolAnswer(null, Say(await desk.CheckAsync(run.Workspace, new Address(Address.ById, customer.Id), proposal, cancel), "Nothing was asked. This would be the verdict now:"));
        var turn = await conductor.TakeAsync(run.Workspace, new Input
        {
            Source = "baton/actions",
            Id = proposal.Id,
            Type = EventTypes.ActionProposed,
            Actor = Actor.Agent(proposal.Agent),
            Customer = customer.Id,
            Cause = run.Cause,
            Data = ProposalJson.Write(proposal),
        }, cancel);
        var ruling = turn.Decision is { Rulings: [var made, ..] } ? made : (await actions.FindFirstAsync(run.Workspace, proposal.Id, cancel))?.Ruling;
        return ruling is null ? new ToolAnswer($"{run.Tool.Name} was asked for before, and what was said to it is not to be found any more.") : new ToolAnswer(null, Say(ruling));
    }

    private Proposal ProposalOf(ToolRun run)
    {
        var (kind, arguments) = (run.Tool.Name, run.Arguments);
        return new Proposal
        {
            Id = run.Key,
            Agent = run.Agent!.Name,
            Kind = kind,
            Purpose = arguments.Text("purpose"),
            Text = arguments.Text("text"),
            Data = kind == OwnTools.CustomerUpdate ? Payload.Of(json => Member(json, "attributes", arguments)) : arguments.Member("data") ?? default,
            Execute = runner.Does(run.Workspace, kind) ? Executor.Baton : Executor.Self,
        };
    }

    private static JsonElement Say(Ruling ruling, string? trial = null) => Payload.Of(json =>
    {
        if (trial is not null) json.WriteString("trial", trial);
        json.WriteString("action", ruling.Action);
        json.WriteString("verdict", ruling.Verdict.Name());
        json.WriteString("reason", ruling.Reason);
        if (ruling.Until is { } until) json.WriteString("until", until);
        if (ruling.RetryAt is { } retry) json.WriteString("retryAt", retry);
        if (ruling.WouldUnlock is { } unlock) json.WriteString("wouldUnlock", unlock);
        if (ruling.PermitExpires is { } expires) json.WriteString("permitExpires", expires);
    });

    private static void Member(Utf8JsonWriter json, string name, JsonElement from)
    {
        json.WritePropertyName(name);
        from.GetProperty(name).WriteTo(json);
    }
}
