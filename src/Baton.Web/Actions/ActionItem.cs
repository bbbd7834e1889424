using System.Text.Json;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;

namespace Baton.Web.Actions;

/// <summary>An action in a list.</summary>
internal sealed record ActionItem(
    string Id,
    string Verdict,
    string Status,
    string? Rule,
    string? ReasonCode,
    string Reason,
    DateTimeOffset? Until,
    string Agent,
    string? Department,
    string Customer,
    string Kind,
    string? Purpose,
    string Execute,
    string? Handoff,
    DateTimeOffset Asked,
    DateTimeOffset Decided,
    string? Outcome,
    long Seq)
{
    public static ActionItem Of(ActionRow row) => new(
        row.Id, row.Verdict, row.Status, row.Rule, row.ReasonCode, row.Reason, row.Until.ToTime(), row.Agent, row.Department, row.Customer, row.Kind,
        row.Purpose, row.Execute, row.Handoff, row.Asked.ToTime(), row.Decided.ToTime(), row.Outcome, row.Seq);
}

/// <summary>What an agent sends to ask.</summary>
/// <param name="Id">Names this action once and for all; sending it again asks nothing new.</param>
/// <param name="Agent">Who asks; an agent that is defined.</param>
/// <param name="Customer">Whom it is about: <c>email:…</c>, <c>phone:…</c>, <c>customer:…</c>, any <c>kind:value</c>.</param>
/// <param name="Kind">What it is: <c>contact.email</c>, <c>refund</c>, <c>customer.update</c>, …</param>
/// <param name="Purpose">What for: <c>promotion</c>, <c>support</c>, …</param>
/// <param name="Text">What would be said.</param>
/// <param name="Data">Details.</param>
/// <param name="Execute">Who carries it out: <c>self</c> (default) or <c>baton</c>.</param>
internal sealed record ActionRequest(string Id, string Agent, string Customer, string Kind, string? Purpose, string? Text, JsonElement? Data, string? Execute);

/// <summary>What became of an action.</summary>
/// <param name="Status"><c>done</c>, <c>failed</c> or <c>abandoned</c>.</param>
/// <param name="Detail">A remark.</param>
internal sealed record OutcomeRequest(string Status, string? Detail);
