using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Core.Arbitration;
using Baton.Core.Policies;
using Baton.Engine.Actions;
using Baton.Engine.Clocks;

namespace Baton.Web.Actions;

/// <summary>The rule that decided.</summary>
/// <param name="Kind">Its kind, for example <c>cooldown</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Policy">The version of the policy.</param>
internal sealed record RuleAnswer(string Kind, string Id, int Policy)
{
    public static RuleAnswer? Of(RuleRef? rule) => rule is null ? null : new(rule.Kind.Name(), rule.Id, rule.Policy);
}

/// <summary>One rule that was looked at.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Id">Its id.</param>
/// <param name="Matched">Whether it applied.</param>
/// <param name="Because">Why it did, or what kept it from applying.</param>
/// <param name="Verdict">What it said; in shadow what it would have said.</param>
/// <param name="Until">Until when, for a delay.</param>
/// <param name="Mode"><c>enforced</c>, or <c>shadow</c> when it only watches.</param>
/// <param name="Canary">Of a rule in canary: <c>inside</c> when the customer is among those for whom it decides, else <c>outside</c>.</param>
internal sealed record Considered(string Kind, string Id, bool Matched, string? Because, string? Verdict, DateTimeOffset? Until, string Mode, string? Canary)
{
    public static IReadOnlyList<Considered> Of(Ruling ruling) =>
        [.. ruling.Considered.Select(f => new Considered(f.Kind.Name(), f.Id, f.Matched, f.Because, f.Verdict?.Name(), f.Until, f.Mode == RuleMode.Shadow ? "shadow" : "enforced", f.Canary?.ToString().ToLowerInvariant()))];
}

/// <summary>Leave to act.</summary>
/// <param name="Expires">Until when; after that the agent must ask again before acting.</param>
/// <param name="Token">Shown at the gate by whoever really sends, right before: <c>POST /api/v1/actions/{id}/redeem</c>. Null where Baton itself acts.</param>
internal sealed record Permit(DateTimeOffset Expires, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Token = null);

/// <summary>The answer to "may I do this to this customer, now?".</summary>
/// <param name="Id">The action's id.</param>
/// <param name="Verdict"><c>allow</c>, <c>delay</c>, <c>suppress</c> or <c>escalate</c>.</param>
/// <param name="Until">For a delay: when it is decided again.</param>
/// <param name="Reason">Why, in one plain sentence.</param>
/// <param name="Rule">The rule that decided; null when nothing stood against it.</param>
/// <param name="ReasonCode">Why, for programs.</param>
/// <param name="RetryAt">The earliest time at which asking again makes sense; null when no time would help.</param>
/// <param name="WouldUnlock">What would let it through.</param>
/// <param name="Considered">Every rule that was looked at, in the order of judgement.</param>
/// <param name="Handoff">For an escalation: the handoff that was opened.</param>
/// <param name="Permit">For an allowed action: the leave to act.</param>
internal sealed record ActionAnswer(
    string? Id,
    string Verdict,
    DateTimeOffset? Until,
    string Reason,
    RuleAnswer? Rule,
    string ReasonCode,
    DateTimeOffset? RetryAt,
    string? WouldUnlock,
    IReadOnlyList<Considered> Considered,
    string? Handoff,
    Permit? Permit)
{
    /// <summary>Where it stands: <c>allowed</c>, <c>delayed</c>, <c>escalated</c>, <c>suppressed</c>, <c>done</c>, <c>failed</c>, <c>abandoned</c>, <c>unreported</c>, <c>void</c>, <c>breach</c>; null for a check.</summary>
    public string? Status { get; init; }

    /// <summary>Who asks.</summary>
    public required string Agent { get; init; }

    /// <summary>Baton's id of the customer; null when a check was about somebody unknown.</summary>
    public string? Customer { get; init; }

    /// <summary>What it is.</summary>
    public required string Kind { get; init; }

    /// <summary>What for.</summary>
    public string? Purpose { get; init; }

    /// <summary>What would be said.</summary>
    public string? Text { get; init; }

    /// <summary>Details.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>Who carries it out.</summary>
    public required string Execute { get; init; }

    /// <summary>When it was asked.</summary>
    public DateTimeOffset? Asked { get; init; }

    /// <summary>When the verdict was given.</summary>
    public DateTimeOffset? Decided { get; init; }

    /// <summary>What the agent reported.</summary>
    public string? Outcome { get; init; }

    /// <summary>The customer's fence when it was allowed.</summary>
    [JsonIgnore]
    public long Fence { get; init; }

    /// <summary>The answer to a proposal that was just judged.</summary>
    public static ActionAnswer Of(Proposal proposal, Ruling ruling, string? customer) => new(
        proposal.Id, ruling.Verdict.Name(), ruling.Until, ruling.Reason, RuleAnswer.Of(ruling.Rule), ruling.ReasonCode, ruling.RetryAt, ruling.WouldUnlock,
        Actions.Considered.Of(ruling), ruling.Handoff, ruling.PermitExpires is { } expires ? new Permit(expires) : null)
    {
        Fence = ruling.Fence,
        Agent = proposal.Agent,
        Customer = customer,
        Kind = proposal.Kind,
        Purpose = proposal.Purpose,
        Text = proposal.Text,
        Data = proposal.Data.ValueKind == JsonValueKind.Undefined ? null : proposal.Data,
        Execute = proposal.Execute == Executor.Baton ? "baton" : "self",
    };

    /// <summary>The answer to a proposal as it was given the first time.</summary>
    public static ActionAnswer First(Proposal proposal, Ruling ruling, string? customer, DateTimeOffset asked) =>
        Of(proposal, ruling, customer) with { Status = ActionDesk.StatusAfter(ruling.Verdict), Asked = asked, Decided = asked };

    /// <summary>The answer as it stands now.</summary>
    public static ActionAnswer Of(ActionView view)
    {
        var row = view.Row;
        var answer = Of(view.Proposal, view.Ruling, row.Customer) with
        {
            Status = row.Status,
            Asked = row.Asked.ToTime(),
            Decided = row.Decided.ToTime(),
            Outcome = row.Outcome,
        };
        return row.Status is "void" or "breach" && answer.Verdict == "allow" ? answer.TakenBack() : answer;
    }

    /// <summary>The answer with the token of its permit, for whoever acts itself.</summary>
    public async ValueTask<ActionAnswer> WithTokenAsync(PermitTokens tokens, string workspace) =>
        Permit is { } permit && Id is { } id && Execute == "self" ? this with { Permit = permit with { Token = await tokens.MakeAsync(workspace, id, Fence) } } : this;

    // A person's claim makes the permit void; what was allowed then is no answer to act on.
    private ActionAnswer TakenBack() => this with
    {
        Verdict = Core.Arbitration.Verdict.Suppress.Name(),
        Reason = "It was allowed, but a person took over the customer's case before it was done.",
        ReasonCode = "human-owns",
        Rule = null,
        WouldUnlock = "the handoff's resolution or release, and asking again",
        Permit = null,
    };
}
