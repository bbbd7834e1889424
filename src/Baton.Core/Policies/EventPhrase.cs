using Baton.Core.Conditions;
using Baton.Core.Events;
using Baton.Core.Timeline;

namespace Baton.Core.Policies;

/// <summary>Which events a rule is about, as a person would say it after "when" or "after". Nothing of the condition is left out.</summary>
internal sealed class EventPhrase
{
    private readonly List<Condition> _rest = [];
    private readonly List<Condition> _unless = [];
    private Comparison? _type;
    private Comparison? _text;
    private string? _who;

    private EventPhrase(Condition condition)
    {
        foreach (var part in ActionPhrase.Parts(condition))
        {
            if (part is Comparison comparison && Takes(comparison)) continue;
            if (part is Not exception) _unless.Add(exception.Part);
            else _rest.Add(part);
        }
    }

    /// <summary><c>support works on a case</c>, <c>the customer's plan is “pro”</c>; empty when it is about every event.</summary>
    public static string When(Condition condition) => new EventPhrase(condition).Say();

    /// <summary>The same after "after", where something must happen.</summary>
    public static string After(Condition condition)
    {
        var phrase = new EventPhrase(condition);
        if (phrase.Happening() is not null) return phrase.Say();
        var rest = phrase._rest.Count == 0 ? "" : " while " + ActionPhrase.Said(phrase._rest);
        return $"anything happens{rest}{phrase.Unless}";
    }

    private string Unless => ActionPhrase.Unless(_unless);

    private string Say()
    {
        // What is said of the payload needs something to be said of.
        var happening = Happening() ?? (_rest.Count == 0 && _unless.Count > 0 || _rest.Exists(r => r.Reads("event.data.")) ? "something happens" : null);
        if (_rest.Count == 0) return happening + Unless;
        if (happening is null) return ActionPhrase.Said(_rest) + Unless;
        return $"{happening} and {(_rest is [var only] && Speech.Simplify(only) is Any ? $"({ActionPhrase.Said(_rest)})" : ActionPhrase.Said(_rest))}{Unless}";
    }

    // Each place in the sentence is taken once; what comes second is said in full at the end.
    private bool Takes(Comparison comparison)
    {
        switch (comparison.Field.Path)
        {
            case "event.type" when _type is null && comparison.Operator is Operator.Eq or Operator.In or Operator.StartsWith && Comparisons.Texts(comparison) is not null:
                _type = comparison;
                return true;
            case "event.type" when Comparisons.IsThere(comparison):
                return true; // every event has one
            case "event.text" when _text is null && Comparisons.Said(comparison) is not null:
                _text = comparison;
                return true;
            case "event.agent" or "agent.department" or "event.data.department" when _who is null && comparison.Operator is Operator.Eq or Operator.In && Comparisons.Texts(comparison) is { } who:
                _who = Words.Listed(who, "or");
                return true;
            default:
                return false;
        }
    }

    private string? Happening()
    {
        if (_type is null) return _text is null ? Actor() : $"a message{(_who is null ? "" : " from " + _who)} {Comparisons.Said(_text)}";
        var types = Comparisons.Texts(_type)!;
        if (_text is not null && _who is null && types is [EventTypes.MessageReceived] && _type.Operator != Operator.StartsWith) return "the customer " + Comparisons.Said(_text, "writes", "writes what matches");
        var said = Words.Listed([.. types.Select(type => Occurrences.OfType(type, _type.Operator == Operator.StartsWith, _who))], "or");
        return _text is null ? said : $"{said} and the message {Comparisons.Said(_text)}";
    }

    private string? Actor() => _who is null ? null : $"anything comes from {_who}";
}
