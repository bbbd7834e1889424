namespace Baton.Engine.Storage.Journaling;

/// <summary>An action that moved on otherwise than by a verdict.</summary>
internal sealed class ActionStatusChange(string workspace, string action, string status, string? outcome, long seq) : Write
{
    public override void Run(Connection connection) =>
        connection[Rows.ActionTable.Change].Bind(status).Bind(outcome).Bind(seq).Bind(workspace).Bind(action).Run();
}
