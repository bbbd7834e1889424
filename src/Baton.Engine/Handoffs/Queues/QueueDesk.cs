using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Events;
using Baton.Core.Handoffs.People;
using Baton.Core.Handoffs.Queues;
using Baton.Core.Timeline;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;

namespace Baton.Engine.Handoffs.Queues;

/// <summary>Defines queues of people and says what is known of people. Each change is an event at one point of the log.</summary>
public sealed class QueueDesk(Conductor conductor, Configurations configurations, PolicyGate gate)
{
    /// <summary>Defines or changes a queue. The same definition again changes nothing and answers false.</summary>
    public Task<bool> DefineAsync(string workspace, QueueDefinition queue, Actor by, CancellationToken cancel = default) => gate.InsideAsync(workspace, async () =>
    {
        var known = configurations.Of(workspace).Queues.GetValueOrDefault(queue.Name);
        var definition = Json(queue);
        if (known is not null && JsonNode.DeepEquals(Json(known), definition)) return false;
        var data = new JsonObject { ["name"] = queue.Name, ["definition"] = definition };
        if (known is not null) data["changed"] = true;
        await TakeAsync(workspace, EventTypes.QueueDefined, data, by, cancel);
        return true;
    }, cancel);

    /// <summary>Removes a queue's definition; what waits in it waits on as in any queue. False when it is not defined.</summary>
    public Task<bool> RemoveAsync(string workspace, string name, Actor by, CancellationToken cancel = default) => gate.InsideAsync(workspace, async () =>
    {
        if (!configurations.Of(workspace).Queues.ContainsKey(name)) return false;
        await TakeAsync(workspace, EventTypes.QueueRemoved, new JsonObject { ["name"] = name }, by, cancel);
        return true;
    }, cancel);

    /// <summary>Says what is known of a person. The same again changes nothing and answers false.</summary>
    public Task<bool> ProfileAsync(string workspace, PersonProfile person, Actor by, CancellationToken cancel = default) => gate.InsideAsync(workspace, async () =>
    {
        var profile = Json(person);
        if (JsonNode.DeepEquals(Json(configurations.Of(workspace).PersonOf(person.Email)), profile)) return false;
        await TakeAsync(workspace, EventTypes.PersonProfiled, new JsonObject { ["person"] = person.Email, ["profile"] = profile }, by, cancel);
        return true;
    }, cancel);

    private static JsonNode Json<T>(T value) => JsonSerializer.SerializeToNode(value, LogJson.Compact)!;

    private Task<Turn> TakeAsync(string workspace, string type, JsonObject data, Actor by, CancellationToken cancel) =>
        conductor.TakeAsync(workspace, Input.Act("baton/queues", type, by, JsonSerializer.SerializeToElement(data)) with { Configures = true }, cancel);
}
