using Baton.Core.Conditions;

namespace Baton.Core.Policies;

/// <summary>Which actions a rule is about, as a person would say it: who, does what, and when. Nothing of the condition is left out.</summary>
internal sealed class ActionPhrase
{
    private readonly List<Condition> _when = [];
    private readonly List<string> _with = [];
    private string? _who;
    private string? _except;
    private Deed? _deed;
    private string? _purpose;

    private ActionPhrase(Condition condition)
    {
        foreach (var part in Parts(condition))
        {
            if (part is not Comparison comparison || !Takes(comparison)) _when.Add(part);
        }
    }

    /// <summary>The words of a condition on what an action's text must not be; null when it is not about the text.</summary>
    public string? Text { get; private set; }

    /// <summary>Takes a condition on actions apart.</summary>
    public static ActionPhrase Of(Condition condition) => new(condition);

    /// <summary><c>sales waits 48 h before contacting the customer</c></summary>
    public string Waits(string span) => $"{Who} waits {span} before {Deed.Doing}{Tail}";

    /// <summary><c>nobody contacts the customer</c>, <c>sales does not contact the customer</c></summary>
    public string Never =>
        (_who is { } who ? $"{who} does not {Deed.Do}" : _except is { } except ? $"nobody but {except} {Deed.Does}" : $"nobody {Deed.Does}") + Tail;

    /// <summary><c>sales needs a yes from finance before contacting the customer</c></summary>
    public string NeedsYes(string queue) => $"{Who} needs a yes from {queue} before {Deed.Doing}{Tail}";

    /// <summary><c>the customer is contacted at most twice a week</c></summary>
    public string AtMost(string often) =>
        $"{(_who is null && _except is null ? Deed.Done : $"{Who} {Deed.Does}")}{With} at most {often}{When}";

    /// <summary><c>sales contacts the customer</c>; null when it is about every action.</summary>
    public string? Happens => _who is null && _except is null && _deed is null && _purpose is null && _with.Count == 0 && _when.Count == 0
        ? null
        : $"{(_who is null && _except is null ? "somebody" : Who)} {Deed.Does}{Tail}";

    private string Who => _who ?? (_except is { } except ? $"everybody but {except}" : "everybody");

    private Deed Deed => (_deed, _purpose) switch
    {
        (null, null) => Deed.Anything,
        (null, { } purpose) => Deed.OfPurpose(purpose),
        ({ } deed, null) => deed,
        ({ } deed, { } purpose) => deed.For(purpose),
    };

    private string With => _with.Count == 0 ? "" : " with " + string.Join(" and ", _with);

    private string When => _when.Count == 0 ? "" : " when " + Said(_when);

    private string Tail => With + When;

    /// <summary>The parts that must all hold.</summary>
    internal static IEnumerable<Condition> Parts(Condition condition) => condition is All all ? all.Parts.SelectMany(Parts) : [condition is Any { Parts: [var only] } ? only : condition];

    /// <summary>Conditions that must all hold, in words.</summary>
    internal static string Said(IReadOnlyList<Condition> parts) => parts is [var only] ? only.Sentence : new All([.. parts]).Sentence;

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
        var said = Words.Listed(names, "or");
        if (comparison.Operator is Operator.Eq or Operator.In) _who = said;
        else if (comparison.Operator is Operator.Ne or Operator.NotIn) _except = said;
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
