namespace Baton.Core.Conditions;

/// <summary>Where in a policy a condition stands. What it can see depends on that.</summary>
public enum ConditionPlace
{
    /// <summary><c>when</c> of a routing rule: an event, its customer, and the agent who did it, if one did.</summary>
    Routing,

    /// <summary><c>after</c> of a cooldown: the same; an allowed contact counts as the event <c>contact.sent</c>.</summary>
    CooldownStart,

    /// <summary><c>while</c> of a hold: the customer; an action and its agent when one is judged, none when the holds in force are shown.</summary>
    HoldWhile,

    /// <summary><c>blocks</c>, and <c>when</c> of approvals and guardrails: an action, its customer, and the agent who asks.</summary>
    Action,

    /// <summary><c>when</c> of a triage rule: a handoff that is opened, what led to it, its customer, and the agent from whom it came.</summary>
    Triage,
}

/// <summary>What a field belongs to: the first word of its path.</summary>
public enum FieldSubject
{
    /// <summary><c>event.</c></summary>
    Event,

    /// <summary><c>customer.</c></summary>
    Customer,

    /// <summary><c>agent.</c></summary>
    Agent,

    /// <summary><c>action.</c></summary>
    Action,

    /// <summary><c>handoff.</c></summary>
    Handoff,
}

/// <summary>What conditions can see where they stand.</summary>
public static class ConditionPlaces
{
    /// <summary>Whether a condition there can see that at all.</summary>
    public static bool Sees(this ConditionPlace place, FieldSubject subject) => subject switch
    {
        FieldSubject.Event => place is ConditionPlace.Routing or ConditionPlace.CooldownStart or ConditionPlace.Triage,
        FieldSubject.Handoff => place is ConditionPlace.Triage,
        FieldSubject.Action => place is ConditionPlace.Action or ConditionPlace.HoldWhile,
        _ => true,
    };

    /// <summary>The place as in "in <c>when</c> of a routing rule".</summary>
    public static string Name(this ConditionPlace place) => place switch
    {
        ConditionPlace.Routing => "the condition of a routing rule",
        ConditionPlace.CooldownStart => "what starts a cooldown",
        ConditionPlace.HoldWhile => "what keeps a hold in force",
        ConditionPlace.Triage => "the condition of a triage rule",
        _ => "a condition on actions",
    };
}
