using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Actions;

/// <summary>
/// The last look before an allowed action is done. Passing it is an event in the customer's lane, so that a person's claim comes either before
/// it, and then nothing goes out, or after it, and then the claim names what is on its way.
/// </summary>
public sealed class ActionGate(Conductor conductor)
{
    /// <summary>What is done by its agent passes once for each permit: the same again is a duplicate, and the answer the same.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="action">The action's id.</param>
    /// <param name="customer">Baton's id of its customer.</param>
    /// <param name="agent">Whose permit it is.</param>
    /// <param name="fence">The fence in the permit.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public Task<Turn> RedeemAsync(string workspace, string action, string customer, string agent, long fence, CancellationToken cancel = default) => conductor.TakeAsync(workspace, new Input
    {
        Source = "baton/permits",
        Id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{action}:{fence}"),
        Type = EventTypes.ActionBegun,
        Actor = Actor.Agent(agent),
        Customer = customer,
        Data = DataOf(action, fence, again: false),
    }, cancel);

    /// <summary>
    /// Baton itself begins what was left to it, for the first time or because it was broken off. What was broken off and may not begin again is
    /// marked as unreported, since nobody knows whether it was done.
    /// </summary>
    internal async Task<Turn> BeginAsync(ActionRow row, CancellationToken cancel)
    {
        var turn = await BeginAsync(row, again: false, cancel);
        if (turn.Refusal is not { Kind: RefusalKind.Already }) return turn;
        turn = await BeginAsync(row, again: true, cancel);
        if (turn.Refusal is { Kind: RefusalKind.HumanOwns or RefusalKind.Expired } refusal && IsBegun(turn, row.Id))
            await conductor.TakeAsync(row.Workspace, Input.Act("baton/runner", EventTypes.ActionLapsed, Actor.Baton, Payload.Of(json =>
            {
                json.WriteString("action", row.Id);
                json.WriteString("why", refusal.Detail);
            })) with { Customer = row.Customer }, cancel);
        return turn;
    }

    private Task<Turn> BeginAsync(ActionRow row, bool again, CancellationToken cancel) =>
        conductor.TakeAsync(row.Workspace, Input.Act("baton/runner", EventTypes.ActionBegun, Actor.Baton, DataOf(row.Id, fence: null, again)) with { Customer = row.Customer }, cancel);

    private static bool IsBegun(Turn turn, string action) => turn.State?.Actions.Any(a => a.Proposal.Id == action && a.Status == ActionStatus.Begun) == true;

    private static System.Text.Json.JsonElement DataOf(string action, long? fence, bool again) => Payload.Of(json =>
    {
        json.WriteString("action", action);
        if (fence is { } shown) json.WriteNumber("fence", shown);
        if (again) json.WriteBoolean("again", true);
    });
}
