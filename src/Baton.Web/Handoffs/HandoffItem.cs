using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Core.Agents;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;

namespace Baton.Web.Handoffs;

/// <summary>What is said of a handoff wherever it appears.</summary>
internal abstract record HandoffFacts([property: JsonIgnore] HandoffRow Row)
{
    /// <summary>Its id.</summary>
    public string Id => Row.Id;

    /// <summary><c>waiting</c>, <c>claimed</c> or <c>resolved</c>.</summary>
    public string Status => Row.Status;

    /// <summary>The queue it waits in.</summary>
    public string Queue => Row.Queue;

    /// <summary><c>low</c>, <c>normal</c>, <c>high</c> or <c>urgent</c>.</summary>
    public string Priority => ((Priority)Row.Priority).ToString().ToLowerInvariant();

    /// <summary>E-mail of who has it.</summary>
    public string? Owner => Row.Owner;

    /// <summary>What is asked, in one line.</summary>
    public string Title => Row.Title;

    /// <summary>Why it is here, in one sentence.</summary>
    public string Reason => Row.Reason;

    /// <summary>What led to it: <c>escalated</c>, <c>lowConfidence</c>, <c>askedForPerson</c>, …</summary>
    public string Cause => JsonNamingPolicy.CamelCase.ConvertName(Row.Asked);

    /// <summary>The rule that asked for a person, as <c>kind:id</c>.</summary>
    public string? Rule => Row.Why;

    /// <summary>When it was opened.</summary>
    public DateTimeOffset Opened => Row.Opened.ToTime();

    /// <summary>When a person should have taken it.</summary>
    public DateTimeOffset? Due => Row.Due.ToTime();

    /// <summary>When its owner took it.</summary>
    public DateTimeOffset? Claimed => Row.Claimed.ToTime();

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Resolved => Row.Resolved.ToTime();

    /// <summary>E-mail of who ended it.</summary>
    public string? ResolvedBy => Row.ResolvedBy;

    /// <summary><c>approved</c>, <c>rejected</c>, <c>answered</c> or <c>other</c>.</summary>
    public string? Outcome => Row.ResolutionOutcome;

    /// <summary>The answer to the customer.</summary>
    public string? Answer => Row.Answer;

    /// <summary>The last note.</summary>
    public string? Note => Row.Note;

    /// <summary>The action that waits on it.</summary>
    public string? Action => Row.Action;

    /// <summary>The task whose result waits on it.</summary>
    public string? Task => Row.Task;

    /// <summary>When it was taken for the first time.</summary>
    public DateTimeOffset? FirstClaimed => Row.FirstClaimed.ToTime();

    /// <summary>When a person answered the customer for the first time.</summary>
    public DateTimeOffset? FirstAnswered => Row.FirstAnswered.ToTime();

    /// <summary>When the customer should have had a first answer.</summary>
    public DateTimeOffset? AnswerDue => Row.AnswerDue.ToTime();

    /// <summary>When it should be resolved.</summary>
    public DateTimeOffset? ResolveDue => Row.ResolveDue.ToTime();

    /// <summary>The clocks that ran out, of <c>claim</c>, <c>answer</c> and <c>resolution</c>.</summary>
    public IReadOnlyList<string> Breached => Row.Breached?.Split(' ') ?? [];

    /// <summary>E-mail of who is asked to take it now.</summary>
    public string? OfferedTo => Row.OfferedTo;

    /// <summary>Until when it is offered.</summary>
    public DateTimeOffset? OfferEnds => Row.OfferEnds.ToTime();

    /// <summary>E-mail of who gave it to its owner, until the owner accepts it.</summary>
    public string? GivenBy => Row.GivenBy;

    /// <summary>Until when it sleeps at the latest.</summary>
    public DateTimeOffset? Sleeps => Row.Sleeps.ToTime();

    /// <summary>Whether the customer's answer wakes it.</summary>
    public bool SleepsForAnswer => Row.SleepsForAnswer;

    /// <summary>The handoff that it is part of.</summary>
    public string? MergedInto => Row.MergedInto;

    /// <summary>When it ends unless that is undone.</summary>
    public DateTimeOffset? Ends => Row.Ends.ToTime();

    /// <summary>Place in the log of the event that opened it.</summary>
    public long Seq => Row.Seq;
}

/// <summary>A handoff in a list.</summary>
internal sealed record HandoffItem(HandoffRow Row) : HandoffFacts(Row)
{
    /// <summary>Baton's id of the customer.</summary>
    public string? Customer => Row.Customer;

    public static HandoffItem Of(HandoffRow row) => new(row);
}
