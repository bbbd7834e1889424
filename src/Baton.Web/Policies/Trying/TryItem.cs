using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Trying;
using Baton.Engine.Trying;
using Baton.Web.Actions;
using Baton.Web.Events;

namespace Baton.Web.Policies.Trying;

/// <summary>What is to be tried. Nothing of it is recorded.</summary>
/// <param name="Event">An event as it is sent to <c>/events</c>; specversion, id and source may be left out.</param>
/// <param name="Action">An action as it is sent to <c>/actions:check</c>.</param>
/// <param name="Seq">Something that happened: it is tried on the customer's state just before it. With an event or an action that is tried on this state.</param>
/// <param name="At">The time of the trial, not before the state's own; that time when left out.</param>
/// <param name="Document">A policy to try in place of the kept draft.</param>
internal sealed record TryRequest(CloudEventRequest? Event, ActionRequest? Action, long? Seq, DateTimeOffset? At, JsonElement? Document);

/// <summary>What would be decided.</summary>
/// <param name="At">The time at which it was tried.</param>
/// <param name="Customer">Baton's id of the customer; null when it is about the workspace, or nobody is known by that address.</param>
/// <param name="Draft">By the draft; null when there is none.</param>
/// <param name="Published">By the published policy.</param>
internal sealed record TryAnswer(DateTimeOffset At, string? Customer, TrialItem? Draft, TrialItem Published)
{
    public static TryAnswer Of(TryResult result) => new(result.Event.Received, result.Customer, result.Draft is { } draft ? TrialItem.Of(draft) : null, TrialItem.Of(result.Published));
}

/// <summary>What one policy would decide.</summary>
/// <param name="Verdict">Of an action: <c>allow</c>, <c>delay</c>, <c>suppress</c> or <c>escalate</c>.</param>
/// <param name="Until">For a delay: until when.</param>
/// <param name="Route">Of an event: where it would go.</param>
/// <param name="Rule">The rule that decided, as <c>kind:id</c>; null when none did.</param>
/// <param name="Reason">Why, in one plain sentence.</param>
/// <param name="Sentence">What would happen, in one plain sentence.</param>
/// <param name="Considered">Every rule that was asked, in the order of judgement.</param>
internal sealed record TrialItem(string? Verdict, DateTimeOffset? Until, RouteItem? Route, string? Rule, string Reason, string Sentence, IReadOnlyList<TriedRuleItem> Considered)
{
    public static TrialItem Of(Trial trial) => new(
        trial.Ruling?.Verdict.Name(), trial.Ruling?.Until, trial.Decision.Route is { } route ? new RouteItem(route.Agent, route.Queue) : null,
        trial.Ruling?.Rule?.ToString() ?? trial.Decider?.Reference, trial.Reason, trial.Decision.Sentence, [.. trial.Considered.Select(TriedRuleItem.Of)]);
}

/// <summary>Where an event goes.</summary>
/// <param name="Agent">The agent, if it goes to one.</param>
/// <param name="Queue">The queue of people, if it goes to one.</param>
internal sealed record RouteItem(string? Agent, string? Queue);

/// <summary>A rule that was asked.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Sentence">It as one plain sentence.</param>
/// <param name="Role"><c>decided</c>, <c>outdone</c> (it applied, another one decided), <c>did-not-apply</c>, <c>watched</c> (it applied, in shadow) or <c>off</c>.</param>
/// <param name="Matched">Whether it applied.</param>
/// <param name="Verdict">What it said.</param>
/// <param name="Until">Until when, for a delay.</param>
/// <param name="Because">Why it decided or did not, in one sentence.</param>
/// <param name="Why">Its conditions, taken apart.</param>
internal sealed record TriedRuleItem(string Kind, string Id, string? Name, string Sentence, string Role, bool Matched, string? Verdict, DateTimeOffset? Until, string Because, IReadOnlyList<ConditionItem> Why)
{
    public static TriedRuleItem Of(TriedRule rule) => new(
        rule.Kind.Name(), rule.Id, rule.Name, rule.Sentence, JsonNamingPolicy.KebabCaseLower.ConvertName(rule.Role.ToString()), rule.Matched, rule.Verdict?.Name(), rule.Until, rule.Why,
        [.. rule.Conditions.Select(condition => ConditionItem.Of(condition.Whole) with { Place = condition.Place })]);
}

/// <summary>A condition or a part of one.</summary>
/// <param name="Kind"><c>all</c>, <c>any</c> or <c>one</c> (a comparison).</param>
/// <param name="Sentence">It in words.</param>
/// <param name="Holds">Whether it was true.</param>
/// <param name="Fails">Whether it is to blame that the whole condition was not.</param>
/// <param name="Field">The field compared.</param>
/// <param name="Found">What it held; missing when there was nothing.</param>
/// <param name="Parts">What it consists of.</param>
internal sealed record ConditionItem(string Kind, string Sentence, bool Holds, bool Fails, string? Field, JsonElement? Found, IReadOnlyList<ConditionItem> Parts)
{
    /// <summary>Of a whole condition: its name in the document.</summary>
    public string? Place { get; init; }

    public static ConditionItem Of(ConditionPart part) => new(
        part.Kind.ToString().ToLowerInvariant(), part.Sentence, part.Holds, part.Fails, part.Field, part.Found.Exists ? part.Found.ToJson() : null, [.. part.Parts.Select(Of)]);
}
