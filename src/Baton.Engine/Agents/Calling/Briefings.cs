using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Timeline;
using Baton.Engine.Agents.Remembering;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Engine.Agents.Calling;

/// <summary>Puts together what an agent may see of a task: the event, and what its declared context adds. Nothing else leaves Baton.</summary>
public sealed class Briefings(LogLookups lookups, FacetIndex facets, Memories memories)
{
    private const int MostEvents = 100;
    private const int MostMessages = 50;

    /// <summary>The briefing of a task.</summary>
    /// <param name="work">The task.</param>
    /// <param name="attempt">Which try it is.</param>
    /// <param name="end">Events from this place in the log on are not seen: for a trial on what happened before.</param>
    public JsonElement Of(AgentWork work, int attempt, long end = long.MaxValue)
    {
        var briefing = new JsonObject { ["task"] = new JsonObject { ["id"] = work.TaskId, ["attempt"] = attempt }, ["event"] = EventOf(work.Trigger) };
        if (work.Agent.Context is { } needs) Add(briefing, needs, work, end);
        return JsonSerializer.SerializeToElement(briefing, LogJson.Compact);
    }

    // Each part is there because its own line in the declaration asks for it.
    private void Add(JsonObject briefing, ContextNeeds needs, AgentWork work, long end)
    {
        if (!needs.Customer.IsEmpty && work.Customer is { } customer) briefing["customer"] = CustomerParts.Of(customer, needs.Customer, work.Trigger.Received);
        if (!needs.Events.IsEmpty && work.Trigger.Customer is { } whose) briefing["events"] = new JsonArray([.. EventsOf(work.Workspace, whose, needs, end).Select(EventOf)]);
        if (needs.Messages > 0) briefing["messages"] = new JsonArray([.. work.Conversation(Math.Min(needs.Messages, MostMessages)).Select(MessageOf)]);
        if (!needs.Results.IsEmpty) briefing["results"] = new JsonArray([.. work.Chain.Value.Where(e => e.Type == EventTypes.TaskFinished && needs.Results.Contains(e.Data.Text("agent") ?? "", StringComparer.Ordinal)).Select(ResultOf)]);
        if (needs.Memory && work.Trigger.Customer is { } about) briefing["memory"] = MemoryOf(memories.Of(work.Workspace, work.Agent.Name, about));
    }

    // Oldest first, as conversations are.
    private IEnumerable<Event> EventsOf(string workspace, string customer, ContextNeeds needs, long end)
    {
        string[] types = [.. needs.Events.SelectMany(type => type.EndsWith('*') ? facets.Values(workspace, Facet.Type, type[..^1]) : [type]).Distinct(StringComparer.Ordinal)];
        if (types.Length == 0) return [];
        var seqs = facets.Newest(new FacetQuery(workspace, [new AnyOf(Facet.Customer, [customer]), new AnyOf(Facet.Type, types)]) { End = end }, Math.Clamp(needs.MostEvents, 1, MostEvents));
        return seqs.Reverse().Select(seq => lookups.ReadRow(workspace, seq)).OfType<LogRow>().Select(row => row.ToEvent());
    }

    private static JsonObject EventOf(Event e)
    {
        var json = new JsonObject { ["type"] = e.Type, ["time"] = e.Time };
        if (e.Text is { } text) json["text"] = text;
        if (e.Data.ValueKind == JsonValueKind.Undefined) return json;
        json["data"] = JsonSerializer.SerializeToNode(e.Data);
        // What another agent was shown, or was to be shown, was declared by that one.
        if (e.Type != EventTypes.TaskFinished || json["data"] is not JsonObject result) return json;
        result.Remove("sent");
        result.Remove("contract");
        return json;
    }

    private static JsonObject MessageOf(Event e) => new() { ["from"] = e.Type == EventTypes.MessageReceived ? "customer" : "us", ["time"] = e.Time, ["text"] = e.Text };

    private static JsonObject ResultOf(Event e)
    {
        var json = new JsonObject { ["agent"] = e.Data.Text("agent"), ["status"] = e.Data.Text("status"), ["time"] = e.Time };
        if (e.Data.Member("output") is { } output) json["output"] = JsonSerializer.SerializeToNode(output);
        if (e.Data.Number("confidence") is { } confidence) json["confidence"] = confidence;
        return json;
    }

    private static JsonObject MemoryOf(IReadOnlyList<MemoryRow> rows)
    {
        var json = new JsonObject();
        foreach (var row in rows) json[row.Name] = JsonNode.Parse(row.Value);
        return json;
    }
}
