using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Mcp;

/// <summary>MCP servers as rows, as they are after an event that changed them.</summary>
internal static class McpRecords
{
    public static void Write(WriteUnit unit, string workspace, Event e)
    {
        if (e.Data.Text("name") is not { } name) return;
        if (e.Type == EventTypes.McpServerRemoved) unit.RemoveMcpServer(workspace, name);
        else if (e.Data.Member("definition") is { } definition) unit.Put(new McpServerRow { Workspace = workspace, Name = name, Definition = definition.GetRawText(), Changed = e.Received.ToUnix(), Author = e.Actor.Name });
    }
}
