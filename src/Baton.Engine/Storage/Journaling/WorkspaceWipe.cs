namespace Baton.Engine.Storage.Journaling;

/// <summary>Forgets all that a workspace has seen: its log and everything made of it. Its people, keys and name stay.</summary>
internal sealed class WorkspaceWipe(string workspace) : Write
{
    private static readonly string[] Tables = ["Log", "Strand", "Archive", "ArchivedId", "ArchivedCustomer", "Reopened", "Snapshot", "Customer", "Address", "Task", "Message", "Action", "Handoff", "Visit", "Timer", "Agent", "AgentVersion", "Policy", "Draft", "Model", "ModelVersion", "ModelExample", "Memory", "Tool", "ToolUse", "Callback", "McpServer", "Counter", "AgentUsage", "Queue", "PersonProfile", "Article", "CaseTerm", "CaseBrief", "Suggestion", "Setting"];

    private static readonly string[] Statements = [.. Tables.Select(table => $"DELETE FROM {table} WHERE Workspace = ?")];

    public override void Run(Connection connection)
    {
        foreach (var statement in Statements) connection[statement].Bind(workspace).Run();
    }
}
