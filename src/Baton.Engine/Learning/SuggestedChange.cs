using System.Text.Json.Nodes;
using Baton.Core.Arbitration;
using Baton.Core.Backtesting;
using Baton.Core.Learning.Approvals;
using Baton.Core.Policies.Drafting;

namespace Baton.Engine.Learning;

/// <summary>A change of the policy that is suggested, with what speaks for it and against it.</summary>
public sealed record SuggestedChange
{
    /// <summary>How many examples are kept on each side.</summary>
    public const int Kept = 20;

    /// <summary>The approval rule whose cases they were.</summary>
    public required string Rule { get; init; }

    /// <summary><c>allow</c> or <c>suppress</c>.</summary>
    public required string Then { get; init; }

    /// <summary>How many cases lie in the region.</summary>
    public required int Cases { get; init; }

    /// <summary>How many of these were answered so.</summary>
    public required int Agreeing { get; init; }

    /// <summary>The lower end of the 95 % interval of that share.</summary>
    public required double Bound { get; init; }

    /// <summary>The region, as a condition; null when it is all of the rule's cases.</summary>
    public JsonObject? Region { get; init; }

    /// <summary>The list of rules that changes: <c>approvals</c> or <c>guardrails</c>.</summary>
    public required string List { get; init; }

    /// <summary>The rule as it would be; null when it would go.</summary>
    public JsonObject? After { get; init; }

    /// <summary>The rule as it was when this was suggested; null when it would be new.</summary>
    public JsonObject? Before { get; init; }

    /// <summary>The latest cases that speak for it.</summary>
    public IReadOnlyList<SuggestionCase> For { get; init; } = [];

    /// <summary>The latest cases that speak against it.</summary>
    public IReadOnlyList<SuggestionCase> Against { get; init; } = [];

    /// <summary>Who answered, with how many cases each.</summary>
    public IReadOnlyDictionary<string, int> People { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>What would have been different by it, once that was tried on what is recorded.</summary>
    public SuggestionBacktest? Backtest { get; init; }

    /// <summary>The edit of the draft that makes it.</summary>
    public DraftEdit ToEdit()
    {
        var kind = RuleLists.Kinds.First(kind => RuleLists.MemberOf(kind) == List);
        return After is null ? new RemoveRule(kind, Copy(Before!)) : new PutRule(kind, Copy(After), Before is null ? null : Copy(Before));
    }

    internal static SuggestedChange Of(PolicySuggestion suggestion, IReadOnlyCollection<ApprovalCase> cases)
    {
        var inside = cases.Where(suggestion.Found.Region.Has).OrderByDescending(c => c.At).ThenByDescending(c => c.Seq).Take(suggestion.Found.Count).ToList();
        var (kind, after, before) = suggestion.Edit switch
        {
            PutRule put => (put.Kind, put.Rule, put.Basis),
            RemoveRule remove => (remove.Kind, null, remove.Basis),
            _ => throw new InvalidOperationException(),
        };
        return new SuggestedChange
        {
            Rule = suggestion.Rule,
            Then = (suggestion.Found.Approve ? Verdict.Allow : Verdict.Suppress).Name(),
            Cases = suggestion.Found.Count,
            Agreeing = suggestion.Found.Agreeing,
            Bound = suggestion.Found.Bound,
            Region = suggestion.Found.Region.ToJson(),
            List = RuleLists.MemberOf(kind),
            After = after,
            Before = before,
            For = Shown(inside, suggestion.Found.Approve),
            Against = Shown(inside, !suggestion.Found.Approve),
            People = new SortedDictionary<string, int>(inside.GroupBy(c => c.By, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal), StringComparer.Ordinal),
        };
    }

    private static List<SuggestionCase> Shown(List<ApprovalCase> cases, bool approved) => [.. cases.Where(c => c.Approved == approved).Take(Kept)
        .Select(c => new SuggestionCase(c.Handoff, c.Seq, approved, c.By, c.At, c.Facts.GetValueOrDefault("action.data.amount").Number))];

    private static JsonObject Copy(JsonObject rule) => rule.DeepClone().AsObject();
}

/// <summary>A case that speaks for a suggestion, or against it.</summary>
/// <param name="Handoff">The case.</param>
/// <param name="Seq">The proposal's place in the log.</param>
/// <param name="Approved">What the person said.</param>
/// <param name="By">Who.</param>
/// <param name="At">When, unix ms.</param>
/// <param name="Amount">The amount, if it was about one.</param>
public sealed record SuggestionCase(string Handoff, long Seq, bool Approved, string By, long At, double? Amount);

/// <summary>A suggested change tried on what is recorded.</summary>
/// <param name="Events">How many events were decided again.</param>
/// <param name="Decisions">How many decisions among them.</param>
/// <param name="Changed">How many of these come out otherwise.</param>
/// <param name="Matrix">By what changed into what.</param>
/// <param name="Examples">A few of each.</param>
/// <param name="At">When it was tried, unix ms.</param>
public sealed record SuggestionBacktest(long Events, long Decisions, long Changed, IReadOnlyDictionary<string, long> Matrix, IReadOnlyList<BacktestExample> Examples, long At)
{
    /// <summary>Whether nothing came out otherwise than the change is about: what a person had to decide is decided so by itself.</summary>
    public bool IsClean(string then) => Changed > 0 && Matrix.Keys.All(change => change == $"escalate→{then}");

    internal static SuggestionBacktest Of(BacktestFigures figures, long at) =>
        new(figures.Events, figures.Decisions, figures.Changed, new SortedDictionary<string, long>(figures.Matrix.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal), figures.Examples, at);
}
