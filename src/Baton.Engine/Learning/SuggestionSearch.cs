using System.Text.Json;
using Baton.Core.Backtesting;
using Baton.Core.Events;
using Baton.Core.Learning.Approvals;
using Baton.Core.Policies;
using Baton.Core.Policies.Drafting;
using Baton.Engine.Backtesting;
using Baton.Engine.Clocks;
using Baton.Engine.Jobs;
using Baton.Engine.Policies;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Learning;

/// <summary>How far a look for suggestions is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="By">Who wanted it.</param>
/// <param name="Progress">How much is done, from 0 to 1.</param>
/// <param name="IsOver">Whether it is done.</param>
/// <param name="Found">What was found, in one sentence, once it is done.</param>
public sealed record SuggestionLook(string Id, string By, double Progress, bool IsOver = false, string? Found = null);

/// <summary>
/// Looks for what people's answers speak for: changes of the policy, each tried on what is recorded, and articles. It only suggests.
/// </summary>
public sealed class SuggestionSearch(ApprovalEvidence evidence, ArticleEvidence articles, Suggestions suggestions, Configurations configurations, BacktestRunner backtests, AppClock clock, ILogger<SuggestionSearch> logger) : IDisposable
{
    private readonly RememberedRuns<SuggestionLook> _looks = new(look => look.Id, look => !look.IsOver);

    /// <summary>Raised when a look began, moved on or ended; from any thread.</summary>
    public event EventHandler? Changed;

    /// <summary>The last look of a workspace, also one that is under way; null when none is remembered.</summary>
    public SuggestionLook? Last(string workspace) => _looks.List(workspace) is [var last, ..] ? last : null;

    /// <summary>Begins to look, in the background. Null when somebody looks already.</summary>
    public SuggestionLook? Begin(string workspace, Actor by)
    {
        if (_looks.TryAdd(workspace, new SuggestionLook(RememberedRuns<SuggestionLook>.NewId("lk_"), by.Name, 0), _ => true) is not { } kept) return null;
        _ = Task.Run(() => RunAsync(workspace, kept), CancellationToken.None);
        Changed?.Invoke(this, EventArgs.Empty);
        return kept.Now;
    }

    /// <summary>Looks now, and says in one sentence what was found; null when there was nothing to look at, or somebody looks already.</summary>
    public async Task<string?> LookAsync(string workspace, Actor by, CancellationToken cancel = default)
    {
        if (_looks.TryAdd(workspace, new SuggestionLook(RememberedRuns<SuggestionLook>.NewId("lk_"), by.Name, 0), _ => true) is not { } kept) return null;
        using var stop = cancel.Register(kept.Stop.Cancel);
        await RunAsync(workspace, kept);
        return kept.Now.Found;
    }

    /// <inheritdoc/>
    public void Dispose() => _looks.Dispose();

    private async Task RunAsync(string workspace, Remembered<SuggestionLook> kept)
    {
        try
        {
            var policies = await LookAtApprovalsAsync(workspace, kept);
            var candidates = await articles.LookAsync(workspace, kept.Stop.Token);
            Tell(kept, kept.Now with { Progress = 1, IsOver = true, Found = policies + candidates == 0 ? "The answers of people speak for no change." : Capital($"{Number(policies, "change of the policy", "changes of the policy")} and {Number(candidates, "article", "articles")} wait for an admin.") });
        }
        catch (Exception fault)
        {
            if (fault is not OperationCanceledException) logger.LogError(fault, "Looking for suggestions in {Workspace} failed", workspace);
            Tell(kept, kept.Now with { IsOver = true, Found = fault is OperationCanceledException ? "It was stopped." : "It went wrong inside; the log of the app says where." });
        }
    }

    private async Task<int> LookAtApprovalsAsync(string workspace, Remembered<SuggestionLook> kept)
    {
        var policy = configurations.Of(workspace).Policy;
        var found = new List<string>();
        foreach (var (index, rule) in policy.Approvals.Where(rule => rule.Enabled).ToList().Index())
        {
            kept.Stop.Token.ThrowIfCancellationRequested();
            if (ApprovalEvidence.RuleOf(policy.Document, rule.Id) is not { } json) continue;
            var cases = await evidence.OfAsync(workspace, rule, kept.Stop.Token);
            foreach (var suggestion in PolicySuggestion.Of(json, cases))
            {
                found.Add(Suggestions.IdOf(SuggestionKind.Policy, suggestion.Key));
                await SuggestAsync(workspace, policy, suggestion, SuggestedChange.Of(suggestion, [.. cases]), kept);
            }

            Tell(kept, kept.Now with { Progress = Math.Round(0.9 * (index + 1) / policy.Approvals.Length, 3) });
        }

        await suggestions.WithdrawAsync(workspace, SuggestionKind.Policy, found, kept.Stop.Token);
        return (await suggestions.ListAsync(workspace, SuggestionStatus.Open, SuggestionKind.Policy, kept.Stop.Token)).Count;
    }

    // What was tried on the same evidence need not be tried again.
    private async Task SuggestAsync(string workspace, Policy policy, PolicySuggestion suggestion, SuggestedChange change, Remembered<SuggestionLook> kept)
    {
        var known = await suggestions.FindAsync(workspace, Suggestions.IdOf(SuggestionKind.Policy, suggestion.Key), kept.Stop.Token);
        if (known is { Status: SuggestionStatus.Open } && known.Sentence == suggestion.Sentence && Read(known.Body).Backtest is not null) return;
        if (await suggestions.OfferAsync(workspace, SuggestionKind.Policy, suggestion.Key, suggestion.Sentence, change.Cases, change, cancel: kept.Stop.Token) is not { } row) return;
        if (DraftMerge.Apply(policy.Document, change.ToEdit()) is not DraftOutcome.Merged merged) return;
        var began = kept.Now.Progress;
        var figures = await backtests.RunAsync(workspace, PolicyReader.Read(merged.Document, version: 0), BacktestPeriod.Always, BacktestDesk.Handling, done => Tell(kept, kept.Now with { Progress = Math.Round(began + ((0.9 - began) * done / 2), 3) }), kept.Stop.Token);
        var tried = change with { Backtest = SuggestionBacktest.Of(figures, clock.GetUtcNow().ToUnix()) };
        await suggestions.PutAsync(row with { Body = JsonSerializer.Serialize(tried, Suggestions.BodyJson) });
    }

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    private static string Number(int count, string one, string several) => count switch
    {
        0 => "no " + one,
        1 => "one " + one,
        _ => $"{count} {several}",
    };

    private static SuggestedChange Read(string body) => JsonSerializer.Deserialize<SuggestedChange>(body, Suggestions.BodyJson)!;

    private void Tell(Remembered<SuggestionLook> kept, SuggestionLook now)
    {
        kept.Now = now;
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
