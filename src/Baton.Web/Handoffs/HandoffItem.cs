using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;

namespace Baton.Web.Handoffs;

/// <summary>A handoff in a list.</summary>
internal sealed record HandoffItem(
    string Id,
    string Status,
    string Queue,
    string Priority,
    string? Owner,
    string Title,
    string Reason,
    string Cause,
    string? Rule,
    string? Customer,
    DateTimeOffset Opened,
    DateTimeOffset? Due,
    DateTimeOffset? Claimed,
    DateTimeOffset? Resolved,
    string? ResolvedBy,
    string? Outcome,
    string? Answer,
    string? Note,
    string? Action,
    string? Task,
    long Seq)
{
    public static HandoffItem Of(HandoffRow row) => new(
        row.Id, row.Status, row.Queue, ((Core.Agents.Priority)row.Priority).ToString().ToLowerInvariant(), row.Owner, row.Title, row.Reason,
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(row.Asked), row.Why, row.Customer, row.Opened.ToTime(), row.Due.ToTime(), row.Claimed.ToTime(),
        row.Resolved.ToTime(), row.ResolvedBy, row.ResolutionOutcome, row.Answer, row.Note, row.Action, row.Task, row.Seq);
}
