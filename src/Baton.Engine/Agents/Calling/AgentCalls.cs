using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Baton.Engine.Tools;

namespace Baton.Engine.Agents.Calling;

/// <summary>Puts a call together from what is known: the same for a try of a real task and for a trial that people make.</summary>
public sealed class AgentCalls(LogLookups lookups, Briefings briefings, Toolboxes toolboxes)
{
    /// <summary>A try of an open task.</summary>
    internal AgentCall Of(TaskRow task, AgentDefinition agent, Event trigger, CustomerState? customer)
    {
        var chain = new Lazy<IReadOnlyList<Event>>(() => [.. lookups.ReadChain(task.Workspace, task.Root).Select(r => r.ToEvent())]);
        return Made(new AgentWork(task.Workspace, task.Id, agent, trigger, chain, customer, most => Conversations.Of(lookups, task, most)), task.Attempt + 1) with
        {
            Fault = task.Attempt == 0 ? null : Contracts.FaultBefore(chain.Value, task.Agent),
        };
    }

    /// <summary>A trial on an event that happened, with what had led to it and been said by then, or on one that is made up and stands in no log.</summary>
    internal AgentCall Trial(string workspace, string id, AgentDefinition agent, Event trigger, CustomerState? customer)
    {
        var chain = new Lazy<IReadOnlyList<Event>>(() => trigger.Seq == 0 ? [trigger] : [.. lookups.ReadChain(workspace, trigger.Root).Select(r => r.ToEvent()).Where(e => e.Seq <= trigger.Seq)]);
        return Made(new AgentWork(workspace, id, agent, trigger, chain, customer, Said), attempt: 1, trigger.Seq == 0 ? long.MaxValue : trigger.Seq + 1, isTrial: true);

        IReadOnlyList<Event> Said(int most)
        {
            var isMadeUp = trigger.Seq == 0 && trigger.Type is EventTypes.MessageReceived or EventTypes.MessageSent;
            var said = trigger.Customer is { } known ? lookups.ReadMessages(workspace, known, isMadeUp ? most - 1 : most, trigger.Seq == 0 ? long.MaxValue : trigger.Seq + 1).Select(r => r.ToEvent()) : [];
            return isMadeUp ? [.. said, trigger] : [.. said];
        }
    }

    private AgentCall Made(AgentWork work, int attempt, long end = long.MaxValue, bool isTrial = false) =>
        new() { Work = work, Attempt = attempt, Briefing = new Lazy<JsonElement>(() => briefings.Of(work, attempt, end)), Tools = toolboxes.Of(work, isTrial), IsTrial = isTrial };
}
