using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Channels;

/// <summary>Channels and what customers are told as rows, after an event that changed them.</summary>
internal static class ChannelRecords
{
    public const string Notice = "handoffs.notice";

    public static void Write(WriteUnit unit, string workspace, Event e)
    {
        if (e.Type == EventTypes.NoticeChanged) unit.Put(new SettingRow { Workspace = workspace, Name = Notice, Value = e.Data.Text("text") ?? "" });
        if (e.Data.Text("name") is not { } name) return;
        if (e.Type == EventTypes.ChannelRemoved) unit.RemoveChannel(workspace, name);
        else if (e.Data.Member("definition") is { } definition) unit.Put(new ChannelRow { Workspace = workspace, Name = name, Definition = definition.GetRawText(), Changed = e.Received.ToUnix(), Author = e.Actor.Name });
    }
}
