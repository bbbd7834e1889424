using Baton.Core.Handoffs;
using Baton.Engine.Chaos;
using Baton.Web.Chaos;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Chaos;

public sealed class ChaosCardTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly LoadRun Run = new() { Id = "replay-1", What = "all events", By = "person:olga", Began = Now, Seq = 10, Progress = 0.4, Sent = 40, Acknowledged = 40, TooFast = 2, Seconds = 4 };

    public ChaosCardTests() => Services.AddSingleton(TimeProvider.System);

    [Fact]
    public void With_nothing_injected_it_says_so_and_offers_no_stop()
    {
        var card = Injections([]);

        Assert.Contains("Nothing is injected.", card.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(card.FindAll("button"), b => b.TextContent.Contains("Stop", StringComparison.Ordinal));
    }

    [Fact]
    public void What_runs_stands_in_a_row_and_is_stopped_alone_or_with_all()
    {
        var (stopped, all) = ("", 0);
        var card = Injections([Injection("reply"), Injection("triage")], onEnd: agent => stopped = agent, onEndAll: () => all++);

        card.Find("button[aria-label='Stop what is injected into triage']").Click();
        card.Find("header button").Click();

        Assert.Contains("30% of calls fail", card.Markup, StringComparison.Ordinal);
        Assert.Equal(("triage", 1), (stopped, all));
    }

    [Fact]
    public void The_form_hands_over_what_was_chosen()
    {
        InjectionOrder? begun = null;
        var card = Injections([], onBegin: order => begun = order);

        card.Find("#inject-agent").Change("reply");
        card.Find("#inject-failures").Change("25");
        card.Find("#inject-from").Change("200");
        card.Find("#inject-to").Change("800");
        card.Find("form").Submit();

        Assert.Equal(("reply", 0.25, 200, 800), (begun!.Agent, begun.Failures, begun.LatencyFrom.TotalMilliseconds, begun.LatencyTo.TotalMilliseconds));
    }

    [Fact]
    public void The_form_says_what_cannot_be_and_hands_over_nothing()
    {
        var begun = 0;
        var card = Injections([], onBegin: _ => begun++);

        card.Find("form").Submit();
        Assert.Contains("Choose the agent", card.Find(".fault").TextContent, StringComparison.Ordinal);
        card.Find("#inject-agent").Change("reply");
        card.Find("#inject-failures").Change("80");
        card.Find("#inject-bad").Change("40");
        card.Find("form").Submit();

        Assert.Contains("together at most 100%", card.Find(".fault").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, begun);
    }

    [Fact]
    public void A_replay_under_way_shows_how_far_it_is_and_can_be_stopped()
    {
        var stopped = 0;
        var card = Render<ReplayCard>(c => c.Add(x => x.Running, Run).Add(x => x.Now, Now).Add(x => x.OnStop, () => stopped++));

        Assert.Equal("0.4", card.Find("progress").GetAttribute("value"));
        Assert.Contains("429", card.Markup, StringComparison.Ordinal);
        Assert.Empty(card.FindAll("form"));
        card.Find("header button").Click();
        Assert.Equal(1, stopped);
    }

    [Fact]
    public void Without_one_the_form_takes_a_period_and_a_rate()
    {
        LoadOrder? begun = null;
        var card = Render<ReplayCard>(c => c.Add(x => x.Running, null).Add(x => x.Now, Now).Add(x => x.OnBegin, (LoadOrder order) => begun = order));

        card.Find("#replay-period").Change("360");
        card.Find("#replay-speed").Change("5");
        card.Find("form").Submit();

        Assert.Equal((Now.AddHours(-6), Now, 5.0), (begun!.From, begun.To, begun.Speed!.Value));
        Assert.Null(begun.PerSecond);
    }

    [Fact]
    public void Before_the_first_replay_the_report_says_what_it_will_be() =>
        Assert.Contains("Nothing was replayed yet.", Render<ReportCard>(c => c.Add(x => x.Report, null).Add(x => x.Runs, [])).Markup, StringComparison.Ordinal);

    [Fact]
    public void A_report_in_which_all_held_says_so_and_links_each_number_to_its_rows()
    {
        var card = Report(Run with { State = LoadState.Finished }, new LoadCheck("The ledger balances", true, "40 in = 40 done."));

        Assert.Contains("Everything that must hold, held", card.Markup, StringComparison.Ordinal);
        Assert.NotNull(card.Find(".checks .verdict.allow"));
        Assert.Contains(card.FindAll("a.count"), a => a.GetAttribute("href") == "/timeline?verdict=suppress&run=replay-1");
        Assert.Contains("An agent failed for good", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void What_did_not_hold_is_said_in_words_in_shape_and_with_its_row()
    {
        var card = Report(Run with { State = LoadState.Failed, Why = "The disk is full" }, new LoadCheck("Decided again", false, "Row 17 comes out otherwise.", 17));

        Assert.Contains("Something did not hold", card.Markup, StringComparison.Ordinal);
        Assert.NotNull(card.Find(".checks li.broken .verdict.failure"));
        Assert.Contains(card.FindAll(".checks a"), a => a.GetAttribute("href")!.Contains("seq=17", StringComparison.Ordinal));
        Assert.Contains("The disk is full.", card.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<ReportCard> Report(LoadRun run, LoadCheck check) => Render<ReportCard>(c => c.Add(x => x.Runs, [run]).Add(x => x.Report, new LoadReport
    {
        Run = run,
        Outcomes = new LoadOutcomes(40, 39, 1, 0, 0, 0),
        Verdicts = new Dictionary<string, long> { ["suppress"] = 3 },
        Agents = [new LoadAgent("reply", 40, 4, 4, 3, 0)],
        Handoffs = new Dictionary<HandoffCause, long> { [HandoffCause.AgentFailed] = 1 },
        Checks = [check],
    }));

    private static Injection Injection(string agent) => new("injection-" + agent, "default", new InjectionOrder { Agent = agent, Failures = 0.3 }, "person:olga", Now, Now.AddMinutes(15));

    private IRenderedComponent<InjectionsCard> Injections(IReadOnlyList<Injection> running, Action<InjectionOrder>? onBegin = null, Action<string>? onEnd = null, Action? onEndAll = null) =>
        Render<InjectionsCard>(c => c.Add(x => x.Injections, running).Add(x => x.Agents, ["reply", "triage"])
            .Add(x => x.OnBegin, (InjectionOrder order) => onBegin?.Invoke(order)).Add(x => x.OnEnd, (string agent) => onEnd?.Invoke(agent)).Add(x => x.OnEndAll, () => onEndAll?.Invoke()));
}
