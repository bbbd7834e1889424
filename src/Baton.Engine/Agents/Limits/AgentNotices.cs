using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Events;
using Baton.Engine.Pipeline;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Agents.Limits;

/// <summary>Puts on the timeline what agents' limits did. No call waits for it.</summary>
public sealed class AgentNotices(Conductor conductor, ILogger<AgentNotices> logger)
{
    /// <summary>Tells it once, whoever else tells it too.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="type">The event's type.</param>
    /// <param name="id">The same for the same news.</param>
    /// <param name="data">The payload.</param>
    internal void Tell(string workspace, string type, string id, JsonObject data) => _ = Task.Run(() => TellAsync(workspace, type, id, data));

    private async Task TellAsync(string workspace, string type, string id, JsonObject data)
    {
        try
        {
            await conductor.TakeAsync(workspace, new Input { Source = "baton/agents", Id = id, Type = type, Actor = Actor.Baton, Data = JsonSerializer.SerializeToElement(data) });
        }
        catch (Exception e)
        {
            // What it tells of holds all the same.
            logger.LogWarning(e, "That {Id} could not be put on the timeline of {Workspace}", id, workspace);
        }
    }
}
