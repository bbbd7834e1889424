using Baton.Core.Conditions;

namespace Baton.Core.Policies;

/// <summary>Which actions a rule is about, as a person would say it: who, does what, and when. Nothing of the condition is left out.</summary>
internal sealed class ActionPhrase
{
    private readonly List<Condition> _when = [];
    private readonly List<Condition> _unless = [];
    private readonly List<string> _with = [];
    private IReadOnlyList<string>? _who;
    private string? _except;
    private Deed? _deed;
    private string? _purpose;

    private ActionPhrase(Condition condition)
    {
        foreach (var part in Parts(condition))
        {
            if (part is Comparison comparison && Takes(comparison)) continue;
            if (part is Not exception) _unless.Add(exception.Part);
            else _when.Add(part);
        }
    }

    /// <summary>The words of a condition on what an action's text must not be; null when it is not about the text.</summary>
    public string? Text { get; private set; }

    /// <summary>Takes a condition on actions apart.</summary>
    public static ActionPhrase Of(Condition condition) => new(condition);

    /// <summary><c>sales waits 48 h before contacting the customer</c></summary>
    public string Waits(string span) => $"{Who} {Verb("waits", "wait")} {span} before {Deed.Doing}{Tail}";

    /// <summary><c>nobody contacts the customer</c>, <c>sales does not contact the customer</c></summary>
    public string Never =>
        (_who is not null ? $"{Who} {Verb("does", "do")} not {Deed.Do}" : _except is { } except ? $"nobody but {except} {Deed.Does}" : $"nobody {Deed.Does}") + Tail;

    /// <summary><c>sales needs a yes from finance before contacting the customer</c></summary>
    public string NeedsYes(string queue) => $"{Who} {Verb("needs", "need")} a yes from {queue} before {Deed.Doing}{Tail}";

    /// <summary><c>the customer is contacted at most twice a week</c></summary>
    public string AtMost(string often) =>
        $"{(_who is null && _except is null ? Deed.Done : $"{Who} {Verb(Deed.Does, "together " + Deed.Do)}")}{With} at most {often}{When}";

    /// <summary><c> when sales contacts the customer</c>; empty when it is about every action.</summary>
    public string Circumstances
    {
        get
        {
            if (_who is null && _except is null && _deed is null && _purpose is null && _with.Count == 0) return When;
            var who = _who is null && _except is null ? "somebody" : Who;
            return $" when {who} {Verb(Deed.Does, Deed.Do)}{With}{(_when.Count == 0 ? "" : " and " + Said(_when))}{Unless(_unless)}";
        }
    }

    private string Who => _who is not null ? Words.Listed(_who, "and") : (_except is { } except ? $"everybody but {except}" : "everybody");

    private Deed Deed => (_deed, _purpose) switch
    {
        (null, null) => Deed.Anything,
        (null, { } purpose) => Deed.OfPurpose(purpose),
        ({ } deed, null) => deed,
        ({ } deed, { } purpose) => deed.For(purpose),
    };

    private string With => _with.Count == 0 ? "" : " with " + string.Join(" and ", _with);

    private string When => (_when.Count == 0 ? "" : " when " + Said(_when)) + Unless(_unless);

    private string Tail => With + When;

    /// <summary>The parts that must all hold.</summary>
    internal static IEnumerable<Condition> Parts(Condition condition) => condition is All all ? all.Parts.SelectMany(Parts) : [condition is Any { Parts: [var only] } ? only : condition];

    /// <summary>Conditions that must all hold, in words.</summary>
    internal static string Said(IReadOnlyList<Condition> parts) => parts is [var only] ? only.Sentence : new All([.. parts]).Sentence;

    /// <summary>Exceptions, each of which suffices: <c>, unless the customer is on the enterprise plan</c>.</summary>
    internal static string Unless(IReadOnlyList<Condition> exceptions) =>
        exceptions.Count == 0 ? "" : ", unless " + (exceptions is [var only] ? only.Sentence : new Any([.. exceptions]).Sentence);

    private string Verb(string ofOne, string ofSeveral) => _who is { Count: > 1 } ? ofSeveral : ofOne;

    // Each place in the sentence is taken once; what comes second is said in full at the end.
    private bool Takes(Comparison comparison) => comparison.Field.Path switch
    {
        "agent.department" or "agent.name" => TakesWho(comparison),
        "action.kind" when Comparisons.IsThere(comparison) => true, // every action has one
        "action.kind" => _deed is null && (_deed = Kinds(comparison)) is not null,
        "action.purpose" => _purpose is null && comparison.Operator == Operator.Eq && (_purpose = Comparisons.Text(comparison)) is not null,
        "action.text" => Text is null && (Text = Comparisons.Said(comparison)) is not null,
        var path when path.StartsWith("action.data.", StringComparison.Ordinal) => TakesAmount(comparison, path["action.data.".Length..]),
        _ => false,
    };

    private bool TakesWho(Comparison comparison)
    {
        if (_who is not null || _except is not null || Comparisons.Texts(comparison) is not { } names) return false;
        if (comparison.Operator is Operator.Eq or Operator.In) _who = names;
        else if (comparison.Operator is Operator.Ne or Operator.NotIn) _except = Words.Listed(names, "and");
        else return false;
        return true;
    }

    private static Deed? Kinds(Comparison comparison) => comparison.Operator switch
    {
        Operator.StartsWith when Comparisons.Text(comparison) is { } kind => Deed.OfKind(kind, beginning: true),
        Operator.Eq or Operator.In when Comparisons.Texts(comparison) is { Count: > 0 } kinds => kinds.Select(kind => Deed.OfKind(kind, beginning: false)).Aggregate((one, other) => one.Or(other)),
        _ => null,
    };

    private bool TakesAmount(Comparison comparison, string name)
    {
        var size = comparison.Operator switch
        {
            Operator.Gt => "over",
            Operator.Gte => "of at least",
            Operator.Lt => "under",
            Operator.Lte => "of at most",
            _ => null,
        };
        if (size is null) return false;
        _with.Add($"{Deed.Article(name)} {Words.Name(name)} {size} {Words.OfValue(comparison.Value)}");
        return true;
    }
}
