using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Timeline;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Actions;

/// <summary>A person's answer to a waiting action.</summary>
/// <param name="Person">Who answers.</param>
/// <param name="IsYes">Whether it may be done.</param>
/// <param name="Note">Why, for whoever reads the timeline.</param>
/// <param name="OnlyAsOwner">Whether the person may answer only while they own a handoff of the customer.</param>
public sealed record PersonsAnswer(string Person, bool IsYes, string Note, bool OnlyAsOwner);

/// <summary>Where agents ask "may I do this to this customer, now?" and say what became of it.</summary>
public sealed class ActionDesk(Conductor conductor, Configurations configurations, TimeProvider clock)
{
    /// <summary>Asks, reserves and records. Asking again with the same id gives <see cref="TurnStatus.Duplicate"/>, and nothing is decided again.</summary>
    public Task<Turn> AskAsync(string workspace, Address customer, Proposal proposal, CancellationToken cancel = default) => AskAsync(workspace, customer, proposal, attributes: null, cancel);

    /// <summary>The same, with attributes of the event that it becomes, as a JSON object: the trace that it belongs to.</summary>
    public Task<Turn> AskAsync(string workspace, Address customer, Proposal proposal, string? attributes, CancellationToken cancel) => conductor.TakeAsync(workspace, new Input
    {
        Source = "baton/actions",
        Id = proposal.Id,
        Type = EventTypes.ActionProposed,
        Subject = customer.ToString(),
        Actor = Actor.Agent(proposal.Agent),
        Addresses = [customer],
        Attributes = attributes,
        Data = ProposalJson.Write(proposal),
    }, cancel);

    /// <summary>Where an action stands after a verdict, as in JSON and in the database.</summary>
    public static string StatusAfter(Verdict verdict) => ActionRecords.StatusName(ActionRecords.StatusOf(verdict));

    /// <summary>Whether an action is the same as another proposal with its id would be.</summary>
    public bool IsSame(ActionRow action, Address customer, Proposal proposal) =>
        conductor.Find(action.Workspace, customer) == action.Customer && action.BodyHash == ActionRecords.HashOf(proposal, action.Customer);

    /// <summary>Answers as <see cref="AskAsync(string, Address, Proposal, CancellationToken)"/> would, and records nothing.</summary>
    public async Task<Ruling> CheckAsync(string workspace, Address customer, Proposal proposal, CancellationToken cancel = default)
    {
        var state = conductor.Find(workspace, customer) is { } id ? await conductor.StateOfAsync(workspace, id, cancel) : CustomerState.New("unknown");
        var config = configurations.Of(workspace).For(state.Id);
        return Judge.Rule(state, proposal, config.Proposer(proposal), config.Policy, clock.GetUtcNow());
    }

    /// <summary>A person answers a waiting action now. A refused turn says why: decided meanwhile, with a colleague, or not theirs to answer.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="action">The action's id.</param>
    /// <param name="customer">Baton's id of its customer.</param>
    /// <param name="answer">Who answers what, and why.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public Task<Turn> AnswerAsync(string workspace, string action, string customer, PersonsAnswer answer, CancellationToken cancel = default) => conductor.TakeAsync(workspace, Input.Act("baton/actions/answers", EventTypes.ActionAnswered, Actor.Person(answer.Person), JsonSerializer.SerializeToElement(
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["action"] = action, ["outcome"] = answer.IsYes ? "approved" : "rejected", ["note"] = answer.Note, ["as"] = answer.OnlyAsOwner ? Admission.AsOwner : null }, LogJson.Compact)) with { Customer = customer }, cancel);

    /// <summary>What a person's yes would lead to now; nothing is recorded.</summary>
    public Ruling IfApproved(string workspace, CustomerState customer, ActionRecord action)
    {
        var config = configurations.Of(workspace).For(customer.Id);
        var others = customer with { Handoffs = customer.Handoffs.RemoveAll(h => h.Action == action.Proposal.Id) };
        return Judge.Rule(others, action.Proposal, config.Proposer(action.Proposal), config.Policy, clock.GetUtcNow(), action with { Approved = true }, said: "A person let it through");
    }

    /// <summary>The longest time for which a suppressed action can be let through after all.</summary>
    public static readonly TimeSpan LongestRestoration = TimeSpan.FromDays(7);

    /// <summary>
    /// A person lets a suppressed action through after all: its agent may do it until then. Consent, a person who has the case, guardrails and what the agent may do at
    /// all still stand; where one of them does, the ruling says so and the action stays suppressed. A refused turn says that it is not suppressed any more.
    /// </summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="action">The action, as it was found.</param>
    /// <param name="person">Who lets it through.</param>
    /// <param name="until">Until when, UTC; at most <see cref="LongestRestoration"/> from now.</param>
    /// <param name="note">Why; it stands in the log with the person's name.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public Task<Turn> RestoreAsync(string workspace, ActionView action, string person, DateTimeOffset until, string note, CancellationToken cancel = default) => conductor.TakeAsync(workspace, new Input
    {
        Source = "baton/actions/restored",
        Id = Guid.CreateVersion7().ToString("N"),
        Type = EventTypes.ActionRestored,
        Actor = Actor.Person(person),
        Customer = action.Row.Customer,
        Cause = new Link(action.Row.Seq, action.Root, 0),
        Data = Payload.Of(json =>
        {
            json.WriteString("action", action.Row.Id);
            json.WriteString("until", until);
            json.WriteString("note", note);
            json.WriteNumber("seq", action.Row.Seq);
            json.WriteString("asked", action.Row.Asked.ToTime());
            ProposalJson.Write(json, action.Proposal);
        }),
        IsUnique = true,
    }, cancel);

    /// <summary>What letting a suppressed action through would lead to now; nothing is recorded.</summary>
    public async Task<Ruling> IfRestoredAsync(ActionView action, CancellationToken cancel = default)
    {
        var (row, config, now) = (action.Row, configurations.Of(action.Row.Workspace), clock.GetUtcNow());
        var state = await conductor.StateOfAsync(row.Workspace, row.Customer, cancel);
        var earlier = new ActionRecord { Proposal = action.Proposal, Status = ActionStatus.Suppressed, Asked = row.Asked.ToTime(), Decided = now, Approved = true, Seq = row.Seq };
        return Judge.Rule(state, action.Proposal, config.Proposer(action.Proposal), config.Policy, now, earlier, said: "A person let it through", until: now + LongestRestoration);
    }

    /// <summary>Takes a report of what became of an action: <c>done</c>, <c>failed</c> or <c>abandoned</c>. The same report again changes nothing.</summary>
    public Task<Turn> ReportAsync(string workspace, string action, string customer, Actor actor, string status, string? detail, CancellationToken cancel = default) => conductor.TakeAsync(workspace, ReportOf(action, customer, actor, status, detail), cancel);

    /// <summary>A report as an input.</summary>
    internal static Input ReportOf(string action, string customer, Actor actor, string status, string? detail) => new()
    {
        Source = "baton/reports",
        Id = $"{action}:{status}",
        Type = EventTypes.ActionReported,
        Actor = actor,
        Customer = customer,
        Data = JsonSerializer.SerializeToElement(new Dictionary<string, string?>(StringComparer.Ordinal) { ["action"] = action, ["status"] = status, ["detail"] = detail }, LogJson.Compact),
    };
}
