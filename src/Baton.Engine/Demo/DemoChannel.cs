using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Actions;
using Baton.Engine.Agents;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Demo;

/// <summary>The demo's mail, chat and till: what is sent is told back as the event it would cause. Nothing leaves the machine.</summary>
internal sealed class DemoChannel(Conductor conductor) : IConnector
{
    public bool Does(string workspace, string kind) => kind.StartsWith("contact.", StringComparison.Ordinal) || kind == "refund";

    public Task DoAsync(ActionToDo action, CancellationToken cancel)
    {
        var isRefund = action.Proposal.Kind == "refund";
        var data = new JsonObject
        {
            ["text"] = action.Proposal.Text,
            ["channel"] = action.Proposal.Channel,
            ["agent"] = action.Proposal.Agent,
            ["department"] = action.Department,
            ["purpose"] = action.Proposal.Purpose,
            ["action"] = action.Proposal.Id,
            ["amount"] = action.Proposal.Data.Number("amount"),
        };
        return SendAsync(action.Workspace, action.Customer, isRefund ? "refund.paid" : EventTypes.MessageSent, action.Proposal.Id, Actor.Agent(action.Proposal.Agent), data, action.Cause, cancel);
    }

    /// <summary>Sends what a person answered in a handoff.</summary>
    public Task AnswerAsync(HandoffRow handoff, CancellationToken cancel)
    {
        var data = new JsonObject { ["text"] = handoff.Answer, ["by"] = handoff.ResolvedBy, ["handoff"] = null };
        return SendAsync(handoff.Workspace, HandoffId.CustomerOf(handoff.Id), EventTypes.MessageSent, "answer-" + handoff.Id, Actor.Person(handoff.ResolvedBy!), data, cause: null, cancel);
    }

    private Task<Turn> SendAsync(string workspace, string customer, string type, string id, Actor by, JsonObject data, Link? cause, CancellationToken cancel)
    {
        foreach (var empty in data.Where(m => m.Value is null).Select(m => m.Key).ToList()) data.Remove(empty);
        return conductor.TakeAsync(workspace, new Input { Source = "demo/channel", Id = id, Type = type, Actor = by, Customer = customer, Data = JsonSerializer.SerializeToElement(data), Cause = cause }, cancel);
    }
}
