using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Timeline;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Actions;

/// <summary>Where agents ask "may I do this to this customer, now?" and say what became of it.</summary>
public sealed class ActionDesk(Conductor conductor, Configurations configurations, TimeProvider clock)
{
    /// <summary>Asks, reserves and records. Asking again with the same id gives <see cref="TurnStatus.Duplicate"/>, and nothing is decided again.</summary>
    public Task<Turn> AskAsync(string workspace, Address customer, Proposal proposal, CancellationToken cancel = default) => conductor.TakeAsync(workspace, new Input
    {
        Source = "baton/actions",
        Id = proposal.Id,
        Type = EventTypes.ActionProposed,
        Subject = customer.ToString(),
        Actor = Actor.Agent(proposal.Agent),
        Addresses = [customer],
        Data = ProposalJson.Write(proposal),
    }, cancel);

    /// <summary>Where an action stands after a verdict, as in JSON and in the database.</summary>
    public static string StatusAfter(Verdict verdict) => ActionRecords.StatusName(ActionRecords.StatusOf(verdict));

    /// <summary>Whether an action is the same as another proposal with its id would be.</summary>
    public bool IsSame(ActionRow action, Address customer, Proposal proposal) =>
        conductor.Find(action.Workspace, customer) == action.Customer && action.BodyHash == ActionRecords.HashOf(proposal, action.Customer);

    /// <summary>Answers as <see cref="AskAsync"/> would, and records nothing.</summary>
    public async Task<Ruling> CheckAsync(string workspace, Address customer, Proposal proposal, CancellationToken cancel = default)
    {
        var config = configurations.Of(workspace);
        var state = conductor.Find(workspace, customer) is { } id ? await conductor.StateOfAsync(workspace, id, cancel) : CustomerState.New("unknown");
        return Judge.Rule(state, proposal, config.Agent(proposal.Agent), config.Policy, clock.GetUtcNow());
    }

    /// <summary>Takes a report of what became of an action: <c>done</c>, <c>failed</c> or <c>abandoned</c>. The same report again changes nothing.</summary>
    public Task<Turn> ReportAsync(string workspace, string action, string customer, Actor actor, string status, string? detail, CancellationToken cancel = default) => conductor.TakeAsync(workspace, new Input
    {
        Source = "baton/reports",
        Id = $"{action}:{status}",
        Type = EventTypes.ActionReported,
        Actor = actor,
        Customer = customer,
        Data = JsonSerializer.SerializeToElement(new Dictionary<string, string?>(StringComparer.Ordinal) { ["action"] = action, ["status"] = status, ["detail"] = detail }, LogJson.Compact),
    }, cancel);
}
