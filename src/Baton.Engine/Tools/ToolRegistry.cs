using Baton.Core.Agents;
using Baton.Core.Tools;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Tools;

/// <summary>The tools of a workspace: those that people defined, and Baton's own.</summary>
public sealed class ToolRegistry(Database database) : IDisposable
{
    private readonly ReadConnections _connections = new(database);

    /// <summary>Those that people defined, by name.</summary>
    public IReadOnlyList<ToolDefinition> DefinedIn(string workspace)
    {
        using var query = _connections.Prepare(ToolTable.Definitions);
        query.Statement.Bind(workspace);
        return query.Read(statement => ToolJson.Read(statement.Text(0)));
    }

    /// <summary>All of them, and those that an agent's grants name beyond.</summary>
    public IReadOnlyList<ToolDefinition> For(string workspace, AgentDefinition agent) => [.. DefinedIn(workspace), .. OwnTools.All, .. OwnTools.NamedBy(agent.Tools)];

    /// <summary>The tool of that name; null when there is none.</summary>
    public ToolDefinition? Find(string workspace, string name) =>
        DefinedIn(workspace).FirstOrDefault(t => t.Name == name) ?? OwnTools.All.FirstOrDefault(t => t.Name == name);

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();
}
