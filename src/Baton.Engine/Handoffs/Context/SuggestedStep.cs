using System.Globalization;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Timeline;

namespace Baton.Engine.Handoffs.Context;

/// <summary>Where the evidence of a ground stands.</summary>
public enum EvidenceKind
{
    /// <summary>An event, by its place in the log.</summary>
    Event,

    /// <summary>A rule, as <c>kind:id</c>.</summary>
    Rule,

    /// <summary>Another case, by its handoff's id.</summary>
    Case,

    /// <summary>An article, by its id.</summary>
    Article,

    /// <summary>A task, by its id.</summary>
    Task,

    /// <summary>The customer, by their id.</summary>
    Customer,
}

/// <summary>Where the evidence of a ground stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Which.</param>
public sealed record Evidence(EvidenceKind Kind, string Id);

/// <summary>One thing that speaks for or about the suggested step.</summary>
/// <param name="Text">In one sentence.</param>
/// <param name="Verdict">The verdict it reports, if it is one.</param>
/// <param name="Evidence">Where that can be looked up, the best first.</param>
public sealed record StepGround(string Text, Verdict? Verdict, IReadOnlyList<Evidence> Evidence);

/// <summary>An agent's words with which a person can begin.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Seq">Where they stand in the log.</param>
public sealed record DraftedAnswer(string Agent, long Seq);

/// <summary>What to do next, and on what grounds: only facts of the case, of the policy and of cases like it, nothing guessed.</summary>
/// <param name="Title">The step, in a few words.</param>
/// <param name="Grounds">What it rests on, weightiest first.</param>
public sealed record SuggestedStep(string Title, IReadOnlyList<StepGround> Grounds)
{
    private const int FewestCases = 3;
    private const double SureArticle = 0.5;

    /// <summary>The step for a case.</summary>
    /// <param name="handoff">The case.</param>
    /// <param name="draft">What an agent wrote for it, if one did.</param>
    /// <param name="background">Cases like it and articles that fit.</param>
    public static SuggestedStep Of(HandoffCase handoff, DraftedAnswer? draft, CaseBackground background)
    {
        ArgumentNullException.ThrowIfNull(handoff);
        ArgumentNullException.ThrowIfNull(background);
        var grounds = new List<StepGround> { new(handoff.Line.Reason, null, [EventOf(handoff.OpenedBy)]) };
        if (handoff is { RuleSentence: { } sentence, Rule: { } rule } && !rule.StartsWith("routing:", StringComparison.Ordinal)) grounds.Add(new(sentence, null, [new(EvidenceKind.Rule, rule)]));
        if (handoff.IfApproved is { } ruling) grounds.Add(OnApproval(ruling));
        if (Precedent(background) is { } precedent) grounds.Add(precedent);
        if (Confidence(handoff) is { } sure) grounds.Add(sure);
        if (handoff.Customer is { DoNotContact: true } silent) grounds.Add(new("The customer asked not to be contacted.", Verdict.Suppress, [new(EvidenceKind.Customer, silent.Id)]));
        if (handoff.Clocks.Count > 0 && handoff.Customer is { } held) grounds.Add(new($"{handoff.Clocks[0].Name} runs for this customer: it blocks {handoff.Clocks[0].Blocks}.", null, [new(EvidenceKind.Customer, held.Id)]));
        if (draft is not null && handoff.Action is not { IsContact: true }) grounds.Add(new($"{draft.Agent} has drafted an answer, ready to edit.", null, [EventOf(draft.Seq)]));
        if (Fits(background) is { } article && handoff.Action is null or { IsContact: true }) grounds.Add(new($"The article “{article.Article.Title}” speaks of this.", null, [new(EvidenceKind.Article, article.Article.Id)]));
        return new SuggestedStep(TitleOf(handoff, draft, background), grounds);
    }

    private static string TitleOf(HandoffCase handoff, DraftedAnswer? draft, CaseBackground background) => handoff.Cause switch
    {
        _ when handoff.Action is { } action => action.IsContact ? $"Check what {action.Agent} wants to say" : $"Decide on the {ActionWords.Of(action)}",
        HandoffCause.LowConfidence => "Check the agent's result",
        HandoffCause.NeedsInfo => "Find out what the agent lacks",
        HandoffCause.AgentFailed => "Do what the agent could not",
        HandoffCause.Uninterpretable => "Look at what came in",
        HandoffCause.Loop => "Answer, then mend the rules that go in a circle",
        _ when draft is not null => "Check the draft and answer",
        _ when Fits(background) is { } article => $"Answer from the article “{article.Article.Title}”",
        HandoffCause.AskedForPerson => "Write to the customer yourself",
        HandoffCause.NeedsReview => "Answer what the agent could not",
        _ => "Answer the customer",
    };

    // Too few cases are no custom.
    private static StepGround? Precedent(CaseBackground background)
    {
        if (background.Similar is not { Counted: >= FewestCases, Outcomes: [var (outcome, count), ..] } similar) return null;
        var said = string.Create(CultureInfo.InvariantCulture, $"{count} of the last {similar.Counted} like this {(count == 1 ? "was" : "were")} {Ended(outcome)}.");
        return new(said, null, [.. similar.Best.Where(c => (c.Outcome ?? "other") == outcome).Take(3).Select(c => new Evidence(EvidenceKind.Case, c.Id))]);
    }

    private static string Ended(string outcome) => outcome switch
    {
        "approved" => "approved",
        "rejected" => "rejected",
        "answered" => "answered by a person",
        "returned" => "given back to the agent",
        _ => "closed another way",
    };

    private static Knowledge.ArticleHit? Fits(CaseBackground background) => background.Articles is [{ Coverage: >= SureArticle } best, ..] ? best : null;

    private static StepGround OnApproval(Ruling ruling)
    {
        IReadOnlyList<Evidence> evidence = ruling.Rule is { } rule ? [new(EvidenceKind.Rule, rule.ToString())] : [];
        return ruling.Verdict switch
        {
            Verdict.Allow => new("If you approve it now, it is done at once: nothing else stands against it.", Verdict.Allow, evidence),
            Verdict.Delay => new($"If you approve it now, it still waits until {Spans.Moment(ruling.Until!.Value)}: {ruling.Reason}", Verdict.Delay, evidence),
            _ => new($"Approving it now would not let it through: {ruling.Reason}", ruling.Verdict, evidence),
        };
    }

    private static StepGround? Confidence(HandoffCase handoff)
    {
        if (handoff.Held is not { } held || held.Number("confidence") is not { } confidence) return null;
        var what = held.Member("output")?.Text("label") ?? held.Member("output")?.Text("summary");
        return new($"{held.Text("agent")} is {(confidence * 100).ToString("0", CultureInfo.InvariantCulture)} % sure{(what is null ? "" : $" that it is “{what}”")}.", null, held.Text("task") is { } task ? [new(EvidenceKind.Task, task)] : []);
    }

    private static Evidence EventOf(long seq) => new(EvidenceKind.Event, seq.ToString(CultureInfo.InvariantCulture));
}
