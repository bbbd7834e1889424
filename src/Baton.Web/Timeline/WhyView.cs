using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Policies;
using Baton.Core.Rollouts;
using Baton.Engine.Timeline;
using Baton.Web.Frame.Look;

namespace Baton.Web.Timeline;

/// <summary>A rule that was considered, in the words of the panel.</summary>
/// <param name="Name">"cooldown · after-support".</param>
/// <param name="Sentence">The rule as a sentence, when the policy still has it.</param>
/// <param name="Said">What it said: its verdict, or that it did not apply.</param>
/// <param name="Because">Why it applied, or which part of it failed.</param>
/// <param name="Mark">Its verdict's mark; null when it did not apply.</param>
/// <param name="IsDeciding">Whether it is the one that decided.</param>
/// <param name="IsShadow">Whether it only watches.</param>
public sealed record ConsideredRule(string Name, string? Sentence, string Said, string? Because, MarkKind? Mark, bool IsDeciding, bool IsShadow);

/// <summary>Why something was decided as it was, ready to be shown.</summary>
public sealed record WhyView
{
    /// <summary>The answer in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The verdict's mark, if there was a verdict.</summary>
    public MarkKind? Mark { get; init; }

    /// <summary>Until when, for a delay.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What would let the action through.</summary>
    public string? WouldUnlock { get; init; }

    /// <summary>The rule that decided, as a sentence.</summary>
    public string? RuleSentence { get; init; }

    /// <summary>The rule that decided, by kind and id.</summary>
    public string? RuleName { get; init; }

    /// <summary>The rule as lists filter by it.</summary>
    public string? RuleFilter { get; init; }

    /// <summary>The version of the policy.</summary>
    public int Policy { get; init; }

    /// <summary>What the rule looked at.</summary>
    public IReadOnlyList<UsedFact> Facts { get; init; } = [];

    /// <summary>Everything else that was considered: what applied first, then what did not.</summary>
    public IReadOnlyList<ConsideredRule> Considered { get; init; } = [];

    /// <summary>The view of a story.</summary>
    public static WhyView Of(EventStory story)
    {
        var decision = story.Decision;
        var ruling = decision is { Rulings: [var first, ..] } ? first : null;
        var rule = ruling?.Rule is { } decided ? Find(story.Policy, decided.Kind, decided.Id) : decision?.Route is { } route ? Find(story.Policy, RuleKind.Routing, route.Rule) : null;
        return new WhyView
        {
            Sentence = ruling?.Reason ?? decision?.Route?.Reason ?? story.Entry.Sentence ?? "Nothing was decided on it.",
            Mark = ruling?.Verdict.Mark() ?? EventWords.Mark(story.Entry),
            Until = ruling?.Until,
            WouldUnlock = ruling?.WouldUnlock,
            RuleSentence = rule?.Sentence ?? BuiltIn(ruling),
            RuleName = story.Entry.Rule is { } name ? EventWords.Rule(name) : null,
            RuleFilter = story.Entry.Rule,
            Policy = ruling?.Rule?.Policy ?? decision?.Route?.Policy ?? story.Row.Policy,
            Facts = story.Facts,
            Considered = [.. ByVersion(decision?.WouldByVersion), .. ruling is null ? (decision?.Would ?? []).Select(w => Would(w, story.Policy)) : ruling.Considered.Where(f => !IsDeciding(f, ruling)).OrderByDescending(f => f.Matched).Select(f => Considers(f, story.Policy))],
        };
    }

    private static bool IsDeciding(Finding finding, Ruling ruling) => ruling.Rule is { } rule && rule.Kind == finding.Kind && rule.Id == finding.Id;

    private static ConsideredRule Considers(Finding finding, Policy? policy)
    {
        var isShadow = finding.Mode == RuleMode.Shadow;
        var rule = Find(policy, finding.Kind, finding.Id);
        var said = !finding.Matched ? rule is null ? "nothing against it" : "did not apply" : finding.Verdict is { } verdict ? $"{(isShadow ? "would have said" : "said")} {verdict.Name()}" : "applied";
        return new ConsideredRule(EventWords.Rule($"{finding.Kind.Name()}:{finding.Id}"), rule?.Sentence, said, Side(finding.Canary) is { } side ? $"{finding.Because}. {side}" : finding.Because, finding.Matched ? finding.Verdict?.Mark() : null, IsDeciding: false, isShadow);
    }

    private static IEnumerable<ConsideredRule> ByVersion(VersionWould? would) => would is null ? []
        : [new($"version {would.Policy}, in shadow", Sentence: null, $"would have said {would.Says}", would.Reason, EventWords.Mark(would.Says), IsDeciding: false, IsShadow: true)];

    private static ConsideredRule Would(WouldHave would, Policy? policy) =>
        new(EventWords.Rule($"{RuleKind.Routing.Name()}:{would.Rule}"), Find(policy, RuleKind.Routing, would.Rule)?.Sentence, $"would have sent it to {would.Target.Split(':', 2)[1]}", Side(would.Canary), Mark: null, IsDeciding: false, IsShadow: true);

    private static string? Side(CanaryGroup? group) => group switch
    {
        CanaryGroup.Inside => "The customer is in its canary",
        CanaryGroup.Outside => "The customer is outside its canary",
        _ => null,
    };

    private static Rule? Find(Policy? policy, RuleKind kind, string id) => policy?.Rules.FirstOrDefault(r => r.Kind == kind && r.Id == id);

    // What stands above the policy's own rules has no document to quote.
    private static string? BuiltIn(Ruling? ruling) => ruling?.Rule?.Kind switch
    {
        RuleKind.Permission => "An agent may only propose what its definition lists, and nothing while it is paused.",
        RuleKind.Approval when ruling.Rule!.Id == Ruling.ByHand => "A person's no needs no rule.",
        RuleKind.Consent => "Nobody is contacted who does not want it, or for what they did not agree to.",
        RuleKind.Ownership => "While a person owns a case of the customer, no agent contacts them.",
        RuleKind.Precedence => "When two departments want the same customer at about the same time, the one earlier in the order wins.",
        _ => null,
    };
}
