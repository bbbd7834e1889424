using System.Text.Json;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Timeline;
using Baton.Engine.Chaos;
using Baton.Engine.Clocks;
using Baton.Engine.Credentials;
using Baton.Engine.Outbound;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Policies;

/// <summary>Agents and policies as rows, as they are after an event that changed them.</summary>
internal static class ConfigurationRecords
{
    public static void Write(WriteUnit unit, string workspace, Event e, WorkspaceConfig config)
    {
        switch (e.Type)
        {
            case EventTypes.AgentDefined or EventTypes.AgentPaused or EventTypes.AgentResumed when config.Agent(e.Data.Text("name")) is { } agent:
                unit.Put(new AgentRow
                {
                    Workspace = workspace,
                    Name = agent.Name,
                    Department = agent.Department,
                    Kind = agent.Kind.ToString(),
                    Definition = JsonSerializer.Serialize(agent, LogJson.Compact),
                    Paused = agent.Paused,
                    Version = (int)(e.Data.Number("version") ?? 1),
                    Updated = e.Received.ToUnix(),
                });
                break;
            case EventTypes.PolicyPublished:
                unit.Insert(RowOf(workspace, e, config.Policy));
                unit.Put(Standing.Of(config).Row(workspace));
                break;
            case EventTypes.RolloutStarted when config.Rollout is { } rollout:
                unit.Insert(RowOf(workspace, e, rollout.Policy));
                unit.Put(Standing.Of(config).Row(workspace));
                break;
            case EventTypes.RolloutChanged or EventTypes.RolloutPromoted or EventTypes.RolloutStopped:
                unit.Put(Standing.Of(config).Row(workspace));
                break;
            case EventTypes.ModelPromoted when e.Data.Text("model") is { } model:
                unit.Promote(new ModelRow { Workspace = workspace, Name = model, Made = e.Received.ToUnix(), Version = e.Data.Text("version"), Since = e.Received.ToUnix(), Author = e.Actor.Name });
                break;
            case EventTypes.TestingChanged:
                unit.Put(TestWorkspaces.RowOf(workspace, e));
                break;
            case EventTypes.OutboundChanged:
                unit.Put(OutboundDesk.RowOf(workspace, e));
                break;
            case EventTypes.CredentialPut or EventTypes.CredentialDeleted:
                CredentialRecords.Write(unit, workspace, e);
                break;
        }
    }

    private static PolicyRow RowOf(string workspace, Event e, Policy policy) =>
        new() { Workspace = workspace, Version = policy.Version, Document = policy.Document, Author = e.Actor.Name, Note = e.Data.Text("note"), Published = e.Received.ToUnix() };
}
