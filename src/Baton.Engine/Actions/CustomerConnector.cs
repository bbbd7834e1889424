using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Events;
using Baton.Engine.Pipeline;

namespace Baton.Engine.Actions;

/// <summary>Does <c>customer.update</c>: sets the attributes in <c>data.attributes</c>.</summary>
internal sealed class CustomerConnector(Conductor conductor) : IConnector
{
    public bool Does(string workspace, string kind) => kind == "customer.update";

    public Task DoAsync(ActionToDo action, CancellationToken cancel) => conductor.TakeAsync(action.Workspace, new Input
    {
        Source = "baton/done",
        Id = action.Proposal.Id,
        Type = EventTypes.CustomerUpdated,
        Actor = Actor.Agent(action.Proposal.Agent),
        Customer = action.Customer,
        Data = JsonSerializer.SerializeToElement(new JsonObject { ["attributes"] = JsonNode.Parse(action.Proposal.Data.Member("attributes")?.GetRawText() ?? "{}") }),
        Cause = action.Cause,
    }, cancel);
}
