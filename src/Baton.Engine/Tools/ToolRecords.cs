using Baton.Core.Events;
using Baton.Core.Tools;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Tools;

/// <summary>Tools and their uses as rows.</summary>
internal static class ToolRecords
{
    public static void Write(WriteUnit unit, string workspace, Event e)
    {
        switch (e.Type)
        {
            case EventTypes.ToolDefined when e.Data.Member("definition") is { } definition:
                var tool = ToolJson.Read(definition);
                unit.Put(new ToolRow
                {
                    Workspace = workspace,
                    Name = tool.Name,
                    Kind = tool.Kind.ToString().ToLowerInvariant(),
                    Writes = tool.Writes,
                    Definition = definition.GetRawText(),
                    Updated = e.Received.ToUnix(),
                    Author = e.Actor.Name,
                });
                break;
            case EventTypes.ToolRemoved when e.Data.Text("tool") is { } name:
                unit.RemoveTool(workspace, name);
                break;
            case EventTypes.ToolUsed:
                unit.Insert(RowOf(workspace, e, ToolUse.Read(e.Data)));
                break;
        }
    }

    private static ToolUseRow RowOf(string workspace, Event e, ToolUse use) => new()
    {
        Workspace = workspace,
        Id = e.Id,
        Seq = e.Seq,
        Agent = use.Agent,
        Tool = use.Tool,
        At = e.Received.ToUnix(),
        Denied = use.Denial is not null,
        Failed = use is { Denial: null, Fault: not null },
        Cost = (double)use.Cost,
        DurationMs = use.DurationMs,
    };
}
