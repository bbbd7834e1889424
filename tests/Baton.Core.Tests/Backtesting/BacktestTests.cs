using Baton.Core.Backtesting;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Backtesting;

/// <summary>What another policy would have made of the same history.</summary>
public sealed class BacktestTests
{
    private const string Contact = """{"field":"action.kind","op":"startsWith","value":"contact."}""";
    private const string CapOfOne = $$"""{"caps":[{"id":"one","blocks":{{Contact}},"max":1,"per":"P7D","then":"suppress"}]}""";
    private const string AfterCases = $$"""{"cooldowns":[{"id":"after-cases","after":{"field":"event.type","op":"startsWith","value":"case."},"blocks":{{Contact}},"for":"PT48H","then":"delay"}]}""";
    private const string Approved = $$"""{"approvals":[{"id":"ask","when":{{Contact}},"queue":"finance"}],"holds":[{"id":"while-open","while":{"field":"customer.openHandoffs","op":"gt","value":0},"blocks":{"field":"action.kind","op":"eq","value":"refund"},"then":"suppress"}]}""";

    private static readonly TimeSpan Handling = TimeSpan.FromHours(1);

    [Fact]
    public void A_stricter_cap_suppresses_what_was_allowed_and_says_why()
    {
        var story = new Story();
        story.Propose("outreach", id: "first");
        story.Propose("promo", id: "second");

        var figures = Run(story, CapOfOne);

        Assert.Equal((2L, 2L, 1L, 2L, 1L), (figures.Events, figures.Decisions, figures.Changed, figures.ContactsBefore, figures.ContactsAfter));
        Assert.Equal(new KeyValuePair<string, long>("allow→suppress", 1), Assert.Single(figures.Matrix));
        var example = Assert.Single(figures.Examples);
        Assert.Equal((story.Log[1].Event.Seq, "allow", "suppress"), (example.Seq, example.Was, example.Would));
        Assert.Contains("1", example.Reason, StringComparison.Ordinal);
        Assert.Equal(new Shift(0, 1), figures.Rules["cap:one"]);
        Assert.Equal((new Share(1, 0), new Share(1, 1)), (figures.Agents["outreach"], figures.Agents["promo"]));
        Assert.Equal(new Share(1, 1), figures.Departments["marketing"]);
    }

    [Fact]
    public void A_rule_in_canary_changes_only_what_was_decided_for_its_customers()
    {
        var first = Enumerable.Range(1, 99).First(share => Core.Rollouts.Cohort.Has("cap:one", "c1", share));
        var story = new Story();
        story.Propose("outreach", id: "first");
        story.Propose("promo", id: "second");

        Assert.Equal(1, Run(story, Canary(first)).Changed);
        Assert.Equal(0, Run(story, Canary(first - 1)).Changed);

        static string Canary(int share) => CapOfOne.Replace("\"max\"", $"\"mode\":\"canary\",\"share\":{share},\"max\"", StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_delayed_and_would_not_have_been_goes_out_once_and_its_coming_due_counts_for_nothing()
    {
        var story = new Story(AfterCases);
        story.Tell("case.resolved", new { @case = "1" });
        var ruling = story.Propose("outreach", id: "offer");
        story.Now = ruling.Until!.Value;
        story.Due("offer");

        var figures = Run(story, PolicyReader.Beginning);

        Assert.Equal((1L, 1L, 1L), (figures.Changed, figures.ContactsBefore, figures.ContactsAfter));
        Assert.Equal("delay→allow", Assert.Single(figures.Matrix).Key);
    }

    [Fact]
    public void What_would_have_been_delayed_comes_due_on_its_own_time()
    {
        var story = new Story();
        story.Tell("case.resolved", new { @case = "1" });
        story.Propose("outreach", id: "offer");
        story.Wait(TimeSpan.FromHours(49));
        story.Tell("note.made");

        var figures = Run(story, AfterCases);

        Assert.Equal("allow→delay", Assert.Single(figures.Matrix).Key);
        Assert.Equal((1L, 1L), (figures.ContactsBefore, figures.ContactsAfter));
    }

    [Fact]
    public void A_handoff_that_nobody_saw_is_open_for_a_while_and_then_taken_to_be_dealt_with()
    {
        var story = new Story();
        story.Propose("outreach", id: "offer");
        story.Wait(TimeSpan.FromMinutes(30));
        story.Propose("care", "refund", purpose: null, id: "early");
        story.Wait(TimeSpan.FromHours(1));
        story.Propose("care", "refund", purpose: null, id: "late");

        var figures = Run(story, Approved);

        Assert.Equal((1L, 1L), (figures.Matrix["allow→escalate"], figures.Matrix["allow→suppress"]));
        Assert.Equal(0, figures.ContactsAfter);
        Assert.Equal(new Shift(0, 1), figures.Queues["finance"][story.Log[0].Event.Received.Hour]);
    }

    [Fact]
    public void What_people_did_with_a_handoff_that_would_have_been_there_too_applies()
    {
        var story = new Story(Approved);
        story.Propose("outreach", id: "offer");
        story.Claim(story.Handoff.Id, "ana@x.test");
        story.Resolve(story.Handoff.Id, "ana@x.test", "approved");

        var figures = Run(story, Approved);

        Assert.Equal((0L, 1L, 1L), (figures.Changed, figures.ContactsBefore, figures.ContactsAfter));
    }

    [Fact]
    public void An_event_that_would_have_gone_elsewhere_is_a_change_and_its_work_goes_on_as_it_did()
    {
        const string ToCare = """{"routing":[{"id":"messages","when":{"field":"event.type","op":"eq","value":"message.received"},"to":{"agent":"care"}}]}""";
        var story = new Story(ToCare);
        var task = story.Tell(EventTypes.MessageReceived, new { text = "Where is my parcel?" }).Tasks[0].Task.Id;
        story.Finish(task);

        var figures = Run(story, ToCare.Replace("\"agent\":\"care\"", "\"queue\":\"people\"", StringComparison.Ordinal));

        Assert.Equal(new KeyValuePair<string, long>("agent:care→queue:people", 1), Assert.Single(figures.Matrix));
        Assert.Equal(1, figures.Queues["people"].Sum(hour => hour.After));
    }

    [Theory]
    [InlineData("contact.email")]
    [InlineData("Contact.SMS")]
    [InlineData("contact")]
    public void A_contact_counts_on_both_sides_however_its_kind_is_written(string kind)
    {
        var story = new Story();
        story.Propose("outreach", kind);

        var figures = Run(story, PolicyReader.Beginning);

        Assert.Equal((1L, 1L), (figures.ContactsBefore, figures.ContactsAfter));
    }

    [Fact]
    public void Only_the_period_counts_and_what_came_before_still_weighs()
    {
        var story = new Story();
        story.Propose("outreach", id: "first");
        story.Wait(TimeSpan.FromDays(1));
        var from = story.Now;
        story.Propose("promo", id: "second");
        story.Wait(TimeSpan.FromDays(1));
        var to = story.Now;
        story.Propose("care", id: "third");

        var figures = Run(story, CapOfOne, new BacktestPeriod(from, to));

        Assert.Equal((1L, 1L), (figures.Events, figures.Matrix["allow→suppress"]));
    }

    [Fact]
    public void Figures_of_parts_add_up_in_any_order()
    {
        var story = new Story();
        foreach (var i in Enumerable.Range(0, 12)) story.Propose("promo", id: $"a{i}");
        var other = new Story(AfterCases);
        other.Tell("case.opened", new { @case = "1" });
        other.Propose("outreach");

        var (one, two) = (new BacktestFigures(), new BacktestFigures());
        foreach (var part in new[] { Run(story, CapOfOne), Run(other, CapOfOne) }) one.Add(part);
        foreach (var part in new[] { Run(other, CapOfOne), Run(story, CapOfOne) }) two.Add(part);

        Assert.Equal((14L, 12L, 11L), (one.Events, one.Changed, one.Matrix["allow→suppress"]));
        Assert.Equal(one.Matrix, two.Matrix);
        Assert.Equal(one.Agents, two.Agents);
        Assert.Equal(BacktestFigures.ExamplesOfEach + 1, one.Examples.Count);
        Assert.Equal(one.Examples.Select(e => e.Seq), two.Examples.Select(e => e.Seq));
    }

    internal static BacktestFigures Run(Story story, string policy, BacktestPeriod? period = null)
    {
        var backtest = new Backtest(period ?? BacktestPeriod.Always, Handling);
        var draft = PolicyReader.Read(policy, 0);
        foreach (var row in story.Log) backtest.Take(row.Event, row.Decision, row.Config with { Policy = draft });
        return backtest.Figures;
    }
}
