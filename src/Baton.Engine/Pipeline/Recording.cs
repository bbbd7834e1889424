using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Timeline;
using Baton.Engine.Actions;
using Baton.Engine.Agents;
using Baton.Engine.Chaos;
using Baton.Engine.Clocks;
using Baton.Engine.Customers;
using Baton.Engine.Handoffs;
using Baton.Engine.Handoffs.Context;
using Baton.Engine.Knowledge;
using Baton.Engine.Messages;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Baton.Engine.Tools;

namespace Baton.Engine.Pipeline;

/// <summary>One decided event, with the state before and after.</summary>
internal sealed record Recorded(Event Event, string? Attributes, Decision Decision, CustomerState Before, CustomerState After, WorkspaceConfig Config);

/// <summary>Writes a decided event into a unit: its row of the log, everything that lists show of it, and the effects that follow.</summary>
internal static class Recording
{
    public static void Write(WriteUnit unit, string workspace, Recorded recorded, CachedState cached)
    {
        var (e, _, decision, before, after, config) = recorded;
        var row = LogRowOf(workspace, recorded);
        unit.Append(row);
        foreach (var address in e.Addresses) unit.Put(new AddressRow { Workspace = workspace, Kind = address.Kind, Value = address.Value, Customer = after.Id });
        TaskRecords.Write(unit, workspace, e, decision);
        ActionRecords.Write(unit, workspace, e, decision, before, after);
        MessageRecords.Write(unit, workspace, e, decision, before);
        HandoffRecords.Write(unit, workspace, e, decision, before, after, config);
        ConfigurationRecords.Write(unit, workspace, e, config);
        ToolRecords.Write(unit, workspace, e);
        ArticleRecords.Write(unit, workspace, e);
        BriefSettings.Write(unit, workspace, e);
        Outcomes.Write(unit, workspace, row, decision, before, after);
        RolloutCounts.Write(unit, workspace, row, after.Id, decision, config);
        CustomerRecords.Write(unit, workspace, e, after, cached);

        cached.State = after;
        cached.Seq = e.Seq;
        if (++cached.SinceSnapshot >= StateCache.RowsPerSnapshot) Snapshot(unit, workspace, cached);
    }

    /// <summary>Writes the state itself, from which it is loaded later.</summary>
    public static void Snapshot(WriteUnit unit, string workspace, CachedState cached)
    {
        unit.Put(new SnapshotRow { Workspace = workspace, Customer = cached.State.Id, Seq = cached.Seq, State = JsonSerializer.SerializeToUtf8Bytes(cached.State, LogJson.Compact) });
        cached.SinceSnapshot = 0;
    }

    private static LogRow LogRowOf(string workspace, Recorded recorded)
    {
        var (e, attributes, decision, _, after, config) = recorded;
        var ruling = decision.Rulings.IsEmpty ? null : decision.Rulings[0];
        return new LogRow
        {
            Seq = e.Seq,
            Workspace = workspace,
            Source = e.Source,
            Id = e.Id,
            Type = e.Type,
            Subject = e.Subject,
            Customer = e.Customer,
            Time = e.Time.ToUnix(),
            Received = e.Received.ToUnix(),
            Actor = e.Actor.ToString(),
            Agent = e.Agent ?? decision.Route?.Agent ?? e.Data.Text("name"),
            Cause = e.Cause,
            Root = e.Root,
            Depth = e.Depth,
            Outcome = Outcomes.Of(e, decision, after),
            Verdict = ruling is null ? null : Core.Arbitration.VerdictWords.Name(ruling.Verdict),
            Rule = ruling?.Rule?.ToString() ?? (decision.Route is { } route ? "routing:" + route.Rule : null),
            Sentence = decision.Sentence,
            Policy = config.For(after.Id).Policy.Version,
            Config = config.Revision,
            Action = ruling?.Action ?? (decision.Changes.IsEmpty ? null : decision.Changes[0].Action),
            Handoff = decision.Handoffs.IsEmpty ? e.Data.Text("handoff") : decision.Handoffs[0].Id,
            Run = ReplayedCustomers.LoadOf(after),
            Attributes = AttributesOf(e, attributes),
            Data = e.Data.ValueKind == JsonValueKind.Undefined ? null : e.Data.GetRawText(),
            Decisions = decision.ToJson(),
        };
    }

    private static string? AttributesOf(Event e, string? attributes)
    {
        if (e.Addresses.Count == 0 && e.Sights.Count == 0) return attributes;
        var members = attributes is null ? [] : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(attributes, LogJson.Compact)!;
        if (e.Sights.Count > 0) members[LogEvents.SightMember] = JsonSerializer.SerializeToElement(e.Sights, LogJson.Compact);
        if (e.Addresses.Count > 0) members[LogEvents.AddressMember] = JsonSerializer.SerializeToElement(e.Addresses.Select(a => a.ToString()).ToArray(), LogJson.Compact);
        return JsonSerializer.Serialize(members, LogJson.Compact);
    }
}
