namespace Baton.Core.Conditions.Reasoning;

/// <summary>Which of event, action and agent are there when a condition is asked. Each can be proved for itself, because in each a field is either there or not.</summary>
/// <param name="Event">Whether an event is looked at.</param>
/// <param name="Action">Whether an action is judged.</param>
/// <param name="Agent">Whether the agent who acts, or did the event, is known.</param>
internal sealed record Situation(bool Event, bool Action, bool Agent)
{
    /// <summary>All situations in which a condition is asked that stands there, the usual one first.</summary>
    public static IReadOnlyList<Situation> In(ConditionPlace place) => place switch
    {
        ConditionPlace.Routing or ConditionPlace.CooldownStart => OfEvents,
        ConditionPlace.HoldWhile => OfHolds,
        _ => OfActions,
    };

    private static readonly Situation[] OfEvents = [new(true, false, true), new(true, false, false)];
    private static readonly Situation[] OfActions = [new(false, true, true), new(false, true, false)];
    private static readonly Situation[] OfHolds = [.. OfActions, new(false, false, false)];

    /// <summary>Whether something of the field's subject is there.</summary>
    public bool Has(FieldSubject subject) => subject switch
    {
        FieldSubject.Event => Event,
        FieldSubject.Action => Action,
        FieldSubject.Agent => Agent,
        _ => true,
    };

    /// <summary>What sorts of values a field can hold here.</summary>
    public Sorts SortsOf(FieldInfo field)
    {
        if (!Has(field.Subject)) return Sorts.Missing;
        var sorts = field.Type switch
        {
            FieldType.Text or FieldType.Time => Sorts.Text,
            FieldType.Number => Sorts.Number,
            FieldType.Flag => Sorts.Flag,
            FieldType.List => Sorts.Json,
            _ => Sorts.Any,
        };
        return field.IsAlwaysThere ? sorts : sorts | Sorts.Missing;
    }
}

/// <summary>Sorts of values; a comparison is decided sort by sort.</summary>
[Flags]
internal enum Sorts
{
    None = 0,
    Missing = 1,
    Text = 2,
    Number = 4,
    Flag = 8,
    Json = 16,
    Any = 31,
}
