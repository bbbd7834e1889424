using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Handoffs;

/// <summary>How a case goes from person to person, and to sleep, with the times that come due.</summary>
public sealed class HandoffActsTests
{
    private const string Olga = "olga", Sam = "sam", Tea = "tea";

    [Fact]
    public async Task A_supervisor_takes_a_case_from_its_owner_who_is_told_by_name_at_the_next_act()
    {
        await using var desk = await HandoffBench.StartAsync();
        var id = await desk.OpenAsync();
        await desk.Acts.ClaimAsync(HandoffBench.Workspace, id, Olga);

        var taken = await desk.Acts.TakeOverAsync(HandoffBench.Workspace, id, Sam, "She is on holiday.");

        Assert.StartsWith("sam took it from olga: She is on holiday: ", taken.Decision!.Sentence, StringComparison.Ordinal);
        var refused = await desk.Acts.ReleaseAsync(HandoffBench.Workspace, id, Olga);
        Assert.Equal((RefusalKind.Taken, Sam), (refused.Refusal!.Kind, refused.Refusal.Owner));
        Assert.Equal((Sam, "claimed", 2), await desk.RowAsync(id, h => (h.Owner, h.Status, h.Claims)));
    }

    [Fact]
    public async Task What_a_colleague_gave_is_accepted_and_stays()
    {
        await using var desk = await HandoffBench.StartAsync();
        var id = await desk.GivenAsync(by: Olga, to: Sam);
        Assert.Equal((Sam, Olga), await desk.RowAsync(id, h => (h.Owner, h.GivenBy)));

        await desk.Acts.AcceptAsync(HandoffBench.Workspace, id, Sam);
        desk.Engine.Advance(TimeSpan.FromHours(1));
        await desk.FiredAsync();

        Assert.Equal((Sam, null), await desk.RowAsync(id, h => (h.Owner, h.GivenBy)));
    }

    [Fact]
    public async Task What_a_colleague_gave_goes_back_to_them_when_it_is_not_accepted_in_time()
    {
        await using var desk = await HandoffBench.StartAsync();
        var id = await desk.GivenAsync(by: Olga, to: Sam);

        desk.Engine.Advance(TimeSpan.FromMinutes(9));
        await desk.FiredAsync();
        Assert.Equal(Sam, await desk.RowAsync(id, h => h.Owner));
        desk.Engine.Advance(TimeSpan.FromMinutes(1));

        var back = await desk.Engine.RowAsync(r => r.Type == EventTypes.HandoffBounced, "it goes back");
        Assert.StartsWith("sam did not accept it in time; it is back to olga: ", back.Sentence, StringComparison.Ordinal);
        Assert.Equal((Olga, null), await desk.RowAsync(id, h => (h.Owner, h.GivenBy)));
    }

    [Fact]
    public async Task What_was_given_out_of_a_queue_goes_back_to_the_queue()
    {
        await using var desk = await HandoffBench.StartAsync();
        var id = await desk.OpenAsync();
        await desk.Acts.TransferAsync(HandoffBench.Workspace, id, Olga, Sam, queue: null, "Yours, I think.");

        await desk.Acts.BounceAsync(HandoffBench.Workspace, id, Sam, "Not mine.");

        Assert.Equal((null, "waiting", null), await desk.RowAsync(id, h => (h.Owner, h.Status, h.GivenBy)));
        Assert.Empty(desk.TimersOf(id));
    }

    [Fact]
    public async Task An_offer_of_an_earlier_colleague_ends_nothing_that_a_later_one_gave()
    {
        await using var desk = await HandoffBench.StartAsync();
        var id = await desk.GivenAsync(by: Olga, to: Sam);
        desk.Engine.Advance(TimeSpan.FromMinutes(5));
        await desk.Acts.TransferAsync(HandoffBench.Workspace, id, Sam, Tea, queue: null, note: null);

        desk.Engine.Advance(TimeSpan.FromMinutes(6));
        await desk.FiredAsync();
        Assert.Equal((Tea, Sam), await desk.RowAsync(id, h => (h.Owner, h.GivenBy)));

        desk.Engine.Advance(TimeSpan.FromMinutes(4));
        await desk.UntilAsync(id, h => h.Owner == Sam, "back to who gave it last");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)] // a part of a millisecond, which no clock here ever shows
    [InlineData(9_999)]
    public async Task A_sleeping_case_wakes_when_its_time_comes(int ticks)
    {
        await using var desk = await HandoffBench.StartAsync();
        var id = await desk.OpenAsync();
        await desk.Acts.ClaimAsync(HandoffBench.Workspace, id, Olga);
        var until = TestEngine.Monday.AddHours(2).AddTicks(ticks);

        await desk.Acts.SnoozeAsync(HandoffBench.Workspace, id, Olga, until, forAnswer: false, note: null);
        desk.Engine.Advance(TimeSpan.FromHours(2));
        await desk.FiredAsync();
        desk.Engine.Advance(TimeSpan.FromMilliseconds(1));

        await desk.UntilAsync(id, h => h.Sleeps is null, "it wakes");
        Assert.Equal(Olga, await desk.RowAsync(id, h => h.Owner));
        Assert.Empty(desk.TimersOf(id));
    }

    [Fact]
    public async Task A_case_that_sleeps_for_an_answer_wakes_with_the_customers_next_message_and_not_again_at_its_time()
    {
        await using var desk = await HandoffBench.StartAsync();
        var id = await desk.OpenAsync();
        await desk.Acts.SnoozeAsync(HandoffBench.Workspace, id, Olga, TestEngine.Monday.AddDays(1), forAnswer: true, note: null);
        Assert.True(await desk.RowAsync(id, h => h.SleepsForAnswer));
        Assert.Single(desk.TimersOf(id));

        await desk.Engine.SendAsync("answer");

        Assert.Equal((null, false), await desk.RowAsync(id, h => (h.Sleeps, h.SleepsForAnswer)));
        Assert.Empty(desk.TimersOf(id));
    }

    [Fact]
    public async Task A_case_goes_back_to_its_agent_which_does_the_work_again_with_the_persons_note()
    {
        var notes = new List<string?>();
        var agent = new ToldAgent("triage", (work, _) =>
        {
            lock (notes) notes.Add(work.Trigger.Data.Text("note"));
            return Task.FromResult(new Engine.Agents.AgentAnswer { Confidence = work.Trigger.Type == EventTypes.MessageReceived ? 0.1 : 0.9, Output = System.Text.Json.JsonElement.Parse("""{"label":"x"}""") });
        });
        await using var desk = await HandoffBench.StartAsync(agent);
        await desk.Engine.DefineAsync("triage", with: a => a with { MinConfidence = 0.5 });
        await desk.Engine.PublishAsync(Policy.Chain("triage"));
        await desk.Engine.SendAsync("m-1");
        await desk.Engine.DoneAsync();
        var id = Assert.Single((await desk.Engine.StateAsync()).Handoffs).Id;

        var back = await desk.Acts.ReturnAsync(HandoffBench.Workspace, id, Olga, agent: null, "It is about a parcel.");
        await desk.Engine.DoneAsync();

        Assert.StartsWith("olga gave it back to triage: It is about a parcel: ", back.Decision!.Sentence, StringComparison.Ordinal);
        Assert.Equal([null, "It is about a parcel."], notes);
        Assert.Equal(("resolved", "returned"), await desk.RowAsync(id, h => (h.Status, h.ResolutionOutcome)));
        Assert.Empty((await desk.Engine.StateAsync()).Handoffs);
    }

    [Theory]
    [InlineData(null, "It came from no agent: name the one to whom it goes.")]
    [InlineData("nobody", "There is no agent nobody any more: name another one.")]
    public async Task A_case_is_not_given_back_to_nobody(string? agent, string why)
    {
        await using var desk = await HandoffBench.StartAsync();
        var id = await desk.OpenAsync();

        var refused = await desk.Acts.ReturnAsync(HandoffBench.Workspace, id, Olga, agent, "Again, please.");

        Assert.Equal((TurnStatus.Refused, why), (refused.Status, refused.Refusal!.Detail));
        Assert.Equal("waiting", await desk.RowAsync(id, h => h.Status));
    }

    [Fact]
    public async Task Merged_cases_end_with_theirs_and_what_waited_on_each_goes_on_once()
    {
        await using var desk = await HandoffBench.StartAsync();
        var (first, second) = (await desk.RefundAsync("r-1"), await desk.RefundAsync("r-2"));

        await desk.Acts.MergeAsync(HandoffBench.Workspace, second, Olga, first);
        Assert.Equal(RefusalKind.Stale, (await desk.Acts.ClaimAsync(HandoffBench.Workspace, second, Sam)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Stale, (await desk.ResolveAsync(second, Sam)).Refusal!.Kind);
        await desk.ResolveAsync(first, Olga);

        Assert.Equal(["resolved", "resolved"], [await desk.RowAsync(first, h => h.Status), await desk.RowAsync(second, h => h.Status)]);
        foreach (var action in (string[])["r-1", "r-2"]) Assert.Equal([Verdict.Escalate, Verdict.Allow], desk.VerdictsOf(action));
        Assert.Empty((await desk.Engine.StateAsync()).Handoffs);
        Assert.True(desk.Engine.Count().Balances, desk.Engine.Count().ToString());
        await Invariants.ReplayTests.AgreesAsync(desk.Engine);
    }
}
