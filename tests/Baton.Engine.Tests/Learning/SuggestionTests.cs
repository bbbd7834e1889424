using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Handoffs;
using Baton.Engine.Learning;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Learning;

/// <summary>What people said to refunds becomes a suggestion, which changes nothing until somebody accepts it, and then only the draft.</summary>
public sealed class SuggestionTests : IAsyncLifetime
{
    private const string Approvals = """ "approvals":[{"id":"refunds","when":{"field":"action.kind","op":"eq","value":"refund"},"queue":"finance"}] """;

    private static readonly Actor Ada = Actor.Person("ada@example.com");

    private TestEngine _engine = null!;
    private int _asked;

    private SuggestionSearch Search => _engine.Get<SuggestionSearch>();

    private Suggestions Suggestions => _engine.Get<Suggestions>();

    private SuggestionDesk Desk => _engine.Get<SuggestionDesk>();

    public async ValueTask InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        await _engine.DefineAsync("billing", kind: AgentKind.Pull);
        await _engine.PublishAsync(Approvals);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Small_refunds_that_people_always_approve_are_suggested_with_their_cases_and_a_clean_backtest()
    {
        await AnswerAsync(40, amount: i => 5 + i, _ => true);
        await AnswerAsync(20, amount: i => 60 + (i * 10), i => i % 2 == 1);

        Assert.Equal("One change of the policy and no article wait for an admin.", await Search.LookAsync(TestEngine.Workspace, Ada));

        var row = await OnlyAsync();
        Assert.Equal("People approved 40 of the last 40 refunds under €50: allow them without approval?", row.Sentence);
        var change = SuggestionDesk.Body<SuggestedChange>(row);
        Assert.Equal((40, 40, 20, 0), (change.Cases, change.Agreeing, change.For.Count, change.Against.Count));
        Assert.Equal(40, change.People["olga"]);
        Assert.Equal(40, change.Backtest!.Changed);
        Assert.Equal(["escalate→allow"], change.Backtest.Matrix.Keys);
        Assert.True(change.Backtest.IsClean(change.Then));
        Assert.Null(await _engine.Policies.DraftAsync(TestEngine.Workspace)); // nothing was changed by it
    }

    [Fact]
    public async Task Accepting_puts_the_change_into_the_draft_and_publishing_it_lets_such_refunds_through()
    {
        await AnswerAsync(40, amount: i => 5 + i, _ => true);
        await AnswerAsync(20, amount: i => 60 + (i * 10), i => i % 2 == 1);
        await Search.LookAsync(TestEngine.Workspace, Ada);
        var row = await OnlyAsync();

        var answered = await Desk.AcceptAsync(TestEngine.Workspace, row.Id, Ada);

        Assert.Equal((SuggestionStatus.Accepted, "ada@example.com", 40), (answered.Row!.Status, answered.Row.AnsweredBy, answered.Row.Answered));
        Assert.Equal(Verdict.Escalate, (await AskAsync(20)).Verdict); // only the draft has it
        Assert.Contains("It is in the draft", _engine.Log().Last(r => r.Type == EventTypes.SuggestionAccepted).Sentence, StringComparison.Ordinal);
        Assert.Equal("ada@example.com accepted it already.", (await Desk.AcceptAsync(TestEngine.Workspace, row.Id, Ada)).Refusal);
        await _engine.Policies.PublishAsync(TestEngine.Workspace, Ada, note: null);
        Assert.Equal((Verdict.Allow, Verdict.Escalate), ((await AskAsync(20)).Verdict, (await AskAsync(50)).Verdict));
        await Search.LookAsync(TestEngine.Workspace, Ada);
        Assert.Empty(await Suggestions.ListAsync(TestEngine.Workspace, SuggestionStatus.Open)); // the rule does not ask for these any more
    }

    [Fact]
    public async Task What_was_dismissed_comes_again_only_when_its_evidence_has_grown_by_half()
    {
        await AnswerAsync(40, amount: i => 5 + i, _ => true);
        await AnswerAsync(20, amount: i => 60 + (i * 10), i => i % 2 == 1);
        await Search.LookAsync(TestEngine.Workspace, Ada);
        var row = await OnlyAsync();

        await Desk.DismissAsync(TestEngine.Workspace, row.Id, Ada, "we want to see them");
        await AnswerAsync(19, amount: i => 5 + i, _ => true);
        await Search.LookAsync(TestEngine.Workspace, Ada);

        Assert.Empty(await Suggestions.ListAsync(TestEngine.Workspace, SuggestionStatus.Open));
        Assert.Contains("we want to see them", _engine.Log().Last(r => r.Type == EventTypes.SuggestionDismissed).Sentence, StringComparison.Ordinal);

        await AnswerAsync(1, amount: _ => 7, _ => true);
        await Search.LookAsync(TestEngine.Workspace, Ada);
        Assert.Equal((row.Id, 60), ((await OnlyAsync()).Id, (await OnlyAsync()).Evidence));
    }

    [Fact]
    public async Task When_people_begin_to_say_no_the_suggestion_is_withdrawn()
    {
        await AnswerAsync(40, amount: i => 5 + i, _ => true);
        await Search.LookAsync(TestEngine.Workspace, Ada);
        var row = await OnlyAsync();

        await AnswerAsync(20, amount: i => 5 + (2 * i), _ => false);
        await Search.LookAsync(TestEngine.Workspace, Ada);

        Assert.Equal(SuggestionStatus.Withdrawn, (await Suggestions.FindAsync(TestEngine.Workspace, row.Id))!.Status);
        Assert.Contains("withdrawn", (await Desk.AcceptAsync(TestEngine.Workspace, row.Id, Ada)).Refusal, StringComparison.Ordinal);
        Assert.Contains("no suggestion", (await Desk.DismissAsync(TestEngine.Workspace, "sg_none", Ada, note: null)).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_somebody_made_in_the_draft_meanwhile_is_not_overwritten()
    {
        await AnswerAsync(40, amount: i => 5 + i, _ => true);
        await AnswerAsync(20, amount: i => 60 + (i * 10), i => i % 2 == 1);
        await Search.LookAsync(TestEngine.Workspace, Ada);
        var row = await OnlyAsync();
        Assert.Empty(await _engine.Policies.PutDraftAsync(TestEngine.Workspace, JsonElement.Parse("""{"departments":["support"],"approvals":[{"id":"refunds","when":{"field":"action.kind","op":"eq","value":"payment"},"queue":"finance"}]}"""), "olga"));

        var answered = await Desk.AcceptAsync(TestEngine.Workspace, row.Id, Ada);

        Assert.Contains("Somebody else changed", answered.Refusal, StringComparison.Ordinal);
        Assert.Equal(SuggestionStatus.Open, (await OnlyAsync()).Status);
    }

    private async Task<SuggestionRow> OnlyAsync() => Assert.Single(await Suggestions.ListAsync(TestEngine.Workspace, SuggestionStatus.Open, SuggestionKind.Policy));

    private async Task AnswerAsync(int count, Func<int, double> amount, Func<int, bool> approves)
    {
        for (var i = 0; i < count; i++)
        {
            var handoff = (await AskAsync(amount(i))).Handoff!;
            await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, handoff, "olga");
            await _engine.Handoffs.ResolveAsync(TestEngine.Workspace, handoff, "olga", new Resolution(approves(i) ? HandoffOutcome.Approved : HandoffOutcome.Rejected));
            _engine.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private async Task<Ruling> AskAsync(double amount)
    {
        var number = _asked++;
        var proposal = new Proposal { Id = $"refund-{number}", Agent = "billing", Kind = "refund", Data = JsonSerializer.SerializeToElement(new { amount, currency = "EUR" }) };
        return (await _engine.Actions.AskAsync(TestEngine.Workspace, TestEngine.Address($"email:c{number % 10}@example.com"), proposal)).Decision!.Rulings[0];
    }
}
