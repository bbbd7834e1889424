using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Timeline;
using Baton.Engine.Chaos;
using Baton.Engine.Clocks;
using Baton.Engine.Learning;
using Baton.Engine.Mcp;
using Baton.Engine.Credentials;
using Baton.Engine.Outbound;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Policies;

/// <summary>Agents and policies as rows, as they are after an event that changed them.</summary>
internal static class ConfigurationRecords
{
    /// <summary>How the names of settings begin that hold experiments; the agent's name follows.</summary>
    public const string Experiments = "agent.experiment:";

    public static void Write(WriteUnit unit, string workspace, Event e, WorkspaceConfig config)
    {
        switch (e.Type)
        {
            case EventTypes.AgentDefined or EventTypes.AgentPaused or EventTypes.AgentDrained or EventTypes.AgentKilled or EventTypes.AgentResumed or EventTypes.ExperimentPromoted when config.Agent(e.Data.Text("name")) is { } agent:
                unit.Put(new AgentRow
                {
                    Workspace = workspace,
                    Name = agent.Name,
                    Department = agent.Department,
                    Kind = agent.Kind.ToString(),
                    Definition = JsonSerializer.Serialize(agent, LogJson.Compact),
                    Paused = agent.Paused,
                    Version = Math.Max(agent.Version, 1),
                    Updated = e.Received.ToUnix(),
                });
                if (e.Type == EventTypes.AgentDefined && agent.Version > 0) unit.Put(VersionOf(workspace, e, agent));
                if (e.Type == EventTypes.ExperimentPromoted) unit.Put(ExperimentOf(workspace, config, agent.Name));
                break;
            case EventTypes.ExperimentStarted or EventTypes.ExperimentChanged or EventTypes.ExperimentEnded when e.Data.Text("name") is { } name:
                if (e.Type == EventTypes.ExperimentStarted && config.VersionsOf(name).Experiment is { } begun) unit.Put(VersionOf(workspace, e, begun.Candidate));
                unit.Put(ExperimentOf(workspace, config, name));
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
            case EventTypes.McpServerDefined or EventTypes.McpServerRemoved:
                McpRecords.Write(unit, workspace, e);
                break;
            case EventTypes.QueueDefined or EventTypes.QueueRemoved or EventTypes.PersonProfiled:
                QueueChanges.Write(unit, workspace, e);
                break;
            case EventTypes.ModelLearning or EventTypes.SuggestionAccepted or EventTypes.SuggestionDismissed:
                LearningRecords.Write(unit, workspace, e);
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

    private static AgentVersionRow VersionOf(string workspace, Event e, AgentDefinition agent) => new()
    {
        Workspace = workspace,
        Name = agent.Name,
        Version = agent.Version,
        Definition = JsonSerializer.Serialize(agent with { Paused = false, Killed = false, DrainsFrom = null }, LogJson.Compact),
        Author = e.Actor.Name,
        Note = e.Data.Text("note"),
        Made = e.Received.ToUnix(),
    };

    private static SettingRow ExperimentOf(string workspace, WorkspaceConfig config, string agent) =>
        new() { Workspace = workspace, Name = Experiments + agent, Value = AgentChanges.Write(config.VersionsOf(agent).Experiment) };

    private static PolicyRow RowOf(string workspace, Event e, Policy policy) =>
        new() { Workspace = workspace, Version = policy.Version, Document = policy.Document, Author = e.Actor.Name, Note = e.Data.Text("note"), Published = e.Received.ToUnix() };
}
