using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Alerts;

/// <summary>What is worth an alert, and where alerts go, as rows: written beside the event, so that none is lost.</summary>
internal static class AlertRecords
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static void Write(WriteUnit unit, string workspace, Event e, string? sentence, CustomerState before)
    {
        if (e.Type == EventTypes.AlertsChanged) Change(unit, workspace, e);
        if (KindOf(e) is not { } kind) return;
        var handoff = e.Data.Text("handoff");
        unit.Insert(new AlertNoticeRow
        {
            Workspace = workspace,
            Seq = e.Seq,
            Kind = JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()),
            Queue = handoff is null ? null : before.Handoffs.FirstOrDefault(h => h.Id == handoff)?.Queue,
            Handoff = handoff,
            At = e.Received.ToUnix(),
            Sentence = sentence ?? e.Type,
        });
    }

    private static AlertKind? KindOf(Event e) => e.Type switch
    {
        EventTypes.HandoffWarned => AlertKind.Warning,
        EventTypes.HandoffBreached => AlertKind.Breach,
        EventTypes.AgentBreaker when e.Data.Text("state") == "open" => AlertKind.Agent,
        EventTypes.AgentBudget when e.Data.Text("state") == "stopped" => AlertKind.Agent,
        _ => null,
    };

    private static void Change(WriteUnit unit, string workspace, Event e)
    {
        var name = e.Data.Text("name")!;
        if (e.Data.Member("route") is not { ValueKind: JsonValueKind.Object } route) unit.RemoveAlertRoute(workspace, name);
        // What happened before a place was named is not told there.
        else unit.Define(new AlertRouteRow { Workspace = workspace, Name = name, Definition = route.GetRawText(), Author = e.Actor.Name, Updated = e.Received.ToUnix(), Told = e.Seq });
    }
}
