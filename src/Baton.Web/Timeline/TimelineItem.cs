using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Baton.Web.Events;

namespace Baton.Web.Timeline;

/// <summary>A row of the log in a list: what happened, in one sentence, with the names of everything it touches.</summary>
internal sealed record TimelineItem(
    long Seq,
    DateTimeOffset Time,
    DateTimeOffset Received,
    string Type,
    string Source,
    string Id,
    string Actor,
    string? Customer,
    string? Agent,
    string? Verdict,
    string? Rule,
    string? Sentence,
    string Outcome,
    long? Cause,
    long Root,
    string? Action,
    string? Handoff,
    int Policy,
    bool Archived)
{
    public static TimelineItem Of(LogRow row) => new(
        row.Seq, row.Time.ToTime(), row.Received.ToTime(), row.Type, row.Source, row.Id, row.Actor, row.Customer, row.Agent, row.Verdict, row.Rule, row.Sentence,
        StoredEvent.OutcomeName(row.Outcome), row.Cause, row.Root, row.Action, row.Handoff, row.Policy, false);

    public static TimelineItem Of(TimelineEntry entry) => new(
        entry.Seq, entry.Time, entry.Received, entry.Type, entry.Source, entry.Id, entry.Actor, entry.Customer, entry.Agent, entry.Verdict, entry.Rule, entry.Sentence,
        StoredEvent.OutcomeName(entry.Outcome), entry.Cause, entry.Root, entry.Action, entry.Handoff, entry.Policy, entry.IsArchived);
}
