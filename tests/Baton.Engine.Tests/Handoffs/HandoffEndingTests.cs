using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Engine.Handoffs;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Handoffs;

/// <summary>An end that can be undone: nothing follows before its time, and then exactly once, whatever comes between.</summary>
public sealed class HandoffEndingTests
{
    private const string Olga = "olga", Sam = "sam";

    [Fact]
    public async Task An_end_that_is_undone_was_followed_by_nothing()
    {
        await using var desk = await HandoffBench.StartAsync();
        var id = await desk.RefundAsync("r-1");
        await desk.Acts.ClaimAsync(HandoffBench.Workspace, id, Olga);
        await desk.EndAsync(id, Olga);
        desk.Engine.Advance(HandoffDesk.UndoTime - TimeSpan.FromMilliseconds(1));
        await desk.FiredAsync();

        Assert.Equal(TurnStatus.Accepted, (await desk.Acts.UndoAsync(HandoffBench.Workspace, id, Olga)).Status);
        desk.Engine.Advance(TimeSpan.FromHours(1));
        await desk.FiredAsync();

        Assert.Equal([Verdict.Escalate], desk.VerdictsOf("r-1"));
        Assert.Equal((Olga, "claimed", null), await desk.RowAsync(id, h => (h.Owner, h.Status, h.Ends)));
        Assert.Empty(desk.TimersOf(id));
    }

    [Fact]
    public async Task An_end_that_is_not_undone_lets_what_waited_go_on_once_when_its_time_comes()
    {
        await using var desk = await HandoffBench.StartAsync();
        var id = await desk.RefundAsync("r-1");
        await desk.EndAsync(id, Olga);
        Assert.Equal([Verdict.Escalate], desk.VerdictsOf("r-1"));

        desk.Engine.Advance(HandoffDesk.UndoTime);
        await desk.UntilAsync(id, h => h.Status == "resolved", "it ends");

        Assert.Equal([Verdict.Escalate, Verdict.Allow], desk.VerdictsOf("r-1"));
        Assert.Equal((Olga, "approved", null), await desk.RowAsync(id, h => (h.ResolvedBy, h.ResolutionOutcome, h.Ends)));
        Assert.Equal(RefusalKind.Gone, (await desk.Acts.UndoAsync(HandoffBench.Workspace, id, Olga)).Refusal!.Kind);
        await Invariants.ReplayTests.AgreesAsync(desk.Engine);
    }

    [Fact]
    public async Task An_end_comes_due_also_when_the_engine_was_away_at_its_time()
    {
        await using var desk = await HandoffBench.StartAsync();
        var id = await desk.RefundAsync("r-1");
        await desk.EndAsync(id, Olga);
        await desk.Engine.StopAsync();
        desk.Engine.Advance(TimeSpan.FromHours(1));

        await desk.Engine.StartAgainAsync();
        await desk.UntilAsync(id, h => h.Status == "resolved", "it ends");

        Assert.Equal([Verdict.Escalate, Verdict.Allow], desk.VerdictsOf("r-1"));
    }

    [Fact]
    public async Task A_time_that_comes_due_again_and_again_ends_a_case_once()
    {
        await using var desk = await HandoffBench.StartAsync();
        var id = await desk.RefundAsync("r-1");
        await desk.EndAsync(id, Olga);
        var timer = Assert.Single(desk.TimersOf(id));
        desk.Engine.Advance(HandoffDesk.UndoTime);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(desk.FiredAsync)));
        using (var unit = desk.Engine.Journal.Begin(0))
        {
            unit.Put(timer); // as when the machine fails between what it caused and its end
            await desk.Engine.Journal.SubmitAsync(unit);
        }

        await desk.FiredAsync();

        Assert.Single(desk.Engine.Log(), r => r.Type == EventTypes.HandoffResolved);
        Assert.Equal([Verdict.Escalate, Verdict.Allow], desk.VerdictsOf("r-1"));
        Assert.Empty(desk.TimersOf(id));
    }

    [Fact]
    public async Task A_case_that_is_taken_over_while_it_ends_does_not_end()
    {
        await using var desk = await HandoffBench.StartAsync();
        var id = await desk.RefundAsync("r-1");
        await desk.Acts.ClaimAsync(HandoffBench.Workspace, id, Olga);
        await desk.EndAsync(id, Olga);

        await desk.Acts.TakeOverAsync(HandoffBench.Workspace, id, Sam, "Not so fast.");
        desk.Engine.Advance(TimeSpan.FromMinutes(1));
        await desk.FiredAsync();

        Assert.Equal((Sam, null), await desk.RowAsync(id, h => (h.Owner, h.Ends)));
        Assert.Equal([Verdict.Escalate], desk.VerdictsOf("r-1"));
    }

    [Fact]
    public async Task Who_ends_what_a_colleague_gave_has_accepted_it()
    {
        await using var desk = await HandoffBench.StartAsync();
        var id = await desk.GivenAsync(by: Olga, to: Sam);
        desk.Engine.Advance(Baton.Core.Handoffs.Queues.QueueDefinition.UsualAcceptance - TimeSpan.FromSeconds(5));

        await desk.EndAsync(id, Sam);
        desk.Engine.Advance(HandoffDesk.UndoTime);

        await desk.UntilAsync(id, h => h.Status == "resolved", "it ends and does not go back");
        Assert.Equal(Sam, await desk.RowAsync(id, h => h.ResolvedBy));
        Assert.DoesNotContain(desk.Engine.Log(), r => r.Type == EventTypes.HandoffBounced);
    }

    [Fact]
    public async Task Merged_cases_end_with_one_that_can_be_undone_too()
    {
        await using var desk = await HandoffBench.StartAsync();
        var (first, second) = (await desk.RefundAsync("r-1"), await desk.RefundAsync("r-2"));
        await desk.Acts.MergeAsync(HandoffBench.Workspace, second, Olga, first);
        await desk.EndAsync(first, Olga);
        await desk.Acts.UndoAsync(HandoffBench.Workspace, first, Olga);
        await desk.EndAsync(first, Olga);

        desk.Engine.Advance(HandoffDesk.UndoTime);
        await desk.UntilAsync(first, h => h.Status == "resolved", "it ends");

        Assert.Equal("resolved", await desk.RowAsync(second, h => h.Status));
        foreach (var action in (string[])["r-1", "r-2"]) Assert.Equal([Verdict.Escalate, Verdict.Allow], desk.VerdictsOf(action));
    }
}
