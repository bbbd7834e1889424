using System.Collections.Frozen;
using System.Text.Json;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs.People;
using Baton.Core.Handoffs.Queues;
using Baton.Core.Timeline;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Policies;

/// <summary>A workspace's queues and what is said of its people, after an event that changed them, and as rows.</summary>
internal static class QueueChanges
{
    public static WorkspaceConfig After(WorkspaceConfig config, Event e) => e.Type switch
    {
        EventTypes.QueueDefined when Read<QueueDefinition>(e, "definition") is { } queue => config with { Revision = e.Seq, Queues = config.Queues.Values.Where(q => q.Name != queue.Name).Append(queue).ToFrozenDictionary(q => q.Name, StringComparer.Ordinal) },
        EventTypes.QueueRemoved => config with { Revision = e.Seq, Queues = config.Queues.Values.Where(q => q.Name != e.Data.Text("name")).ToFrozenDictionary(q => q.Name, StringComparer.Ordinal) },
        EventTypes.PersonProfiled when Read<PersonProfile>(e, "profile") is { } person => config with { Revision = e.Seq, People = config.People.Values.Where(p => p.Email != person.Email).Append(person).ToFrozenDictionary(p => p.Email, StringComparer.Ordinal) },
        _ => config,
    };

    public static void Write(WriteUnit unit, string workspace, Event e)
    {
        switch (e.Type)
        {
            case EventTypes.QueueDefined when e.Data.Text("name") is { } queue:
                unit.Put(new QueueRow { Workspace = workspace, Name = queue, Definition = e.Data.GetProperty("definition").GetRawText(), Updated = e.Received.ToUnix(), Author = e.Actor.Name });
                break;
            case EventTypes.QueueRemoved when e.Data.Text("name") is { } queue:
                unit.RemoveQueue(workspace, queue);
                break;
            case EventTypes.PersonProfiled when e.Data.Text("person") is { } person:
                unit.Put(new PersonProfileRow { Workspace = workspace, Email = person, Profile = e.Data.GetProperty("profile").GetRawText(), Updated = e.Received.ToUnix(), Author = e.Actor.Name });
                break;
        }
    }

    /// <summary>The configuration with what the database says about queues and people.</summary>
    public static async Task<WorkspaceConfig> LoadAsync(BatonDb db, WorkspaceConfig config, CancellationToken cancel)
    {
        var queues = await db.Queues.Where(q => q.Workspace == config.Workspace).ToListAsync(cancel);
        var people = await db.PersonProfiles.Where(p => p.Workspace == config.Workspace).ToListAsync(cancel);
        return config with
        {
            Queues = queues.Select(q => JsonSerializer.Deserialize<QueueDefinition>(q.Definition, LogJson.Compact)!).ToFrozenDictionary(q => q.Name, StringComparer.Ordinal),
            People = people.Select(p => JsonSerializer.Deserialize<PersonProfile>(p.Profile, LogJson.Compact)!).ToFrozenDictionary(p => p.Email, StringComparer.Ordinal),
        };
    }

    private static T? Read<T>(Event e, string member) => e.Data.GetProperty(member).Deserialize<T>(LogJson.Compact);
}
