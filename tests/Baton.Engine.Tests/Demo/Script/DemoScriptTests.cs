using System.Text.Json;
using Baton.Core.Classification;
using Baton.Engine.Demo;
using Baton.Engine.Demo.Script;

namespace Baton.Engine.Tests.Demo.Script;

public sealed class DemoScriptTests
{
    private static readonly DemoScript Story = DemoScript.Build();
    private static readonly TimeSpan FirstHour = TimeSpan.FromHours(1);

    [Fact]
    public void The_same_seed_tells_the_same_story()
    {
        Assert.Equal(Text(Story), Text(DemoScript.Build(1)));
        Assert.NotEqual(Text(Story), Text(DemoScript.Build(2)));
    }

    [Fact]
    public void Ids_are_unique_within_a_story_and_across_seeds()
    {
        var ids = IdsOf(Story).Concat(IdsOf(DemoScript.Build(2))).ToArray();

        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Everything_happens_in_order_and_within_three_days()
    {
        Assert.Equal(Story.Events.OrderBy(e => e.At), Story.Events);
        Assert.Equal(Story.Proposals.OrderBy(p => p.At), Story.Proposals);
        Assert.All(Story.Events, e => Assert.InRange(e.At, TimeSpan.Zero, DemoScript.Length));
        Assert.All(Story.Proposals, p => Assert.InRange(p.At, TimeSpan.Zero, DemoScript.Length));
        Assert.All(Story.Proposals, p => Assert.Contains(p.Agent, DemoScript.Agents));
    }

    [Fact]
    public void Everybody_who_appears_has_a_profile_with_a_time_zone()
    {
        var known = Story.Profiles.ToDictionary(p => p.Subject!, p => p.Data.GetProperty("attributes"), StringComparer.Ordinal);

        Assert.All(known.Values, attributes => TimeZoneInfo.FindSystemTimeZoneById(attributes.GetProperty("timeZone").GetString()!));
        Assert.All(Story.Events.Select(e => e.Subject).Concat(Story.Proposals.Select(p => p.Customer)), subject => Assert.True(subject is null || known.ContainsKey(subject)));
    }

    [Fact]
    public void Around_ten_cases_are_open_at_a_time()
    {
        int[] open = [.. Enumerable.Range(1, 71).Select(hour => OpenCasesAt(TimeSpan.FromHours(hour)))];

        Assert.InRange(open.Average(), 7, 15);
        Assert.InRange(open.Max(), 8, 25);
        Assert.InRange(OpenCasesAt(TimeSpan.FromMinutes(30)), 8, 15);
    }

    [Fact]
    public void A_case_is_resolved_after_its_conversation_and_only_once()
    {
        var opened = Of("case.opened").ToDictionary(CaseOf, e => e.At, StringComparer.Ordinal);

        Assert.Equal(159, opened.Count);
        Assert.All(Of("case.resolved"), e => Assert.True(e.At > opened[CaseOf(e)]));
        Assert.Distinct(Of("case.resolved").Select(CaseOf));
    }

    [Fact]
    public void In_the_first_hour_customers_write_and_one_of_them_wants_a_person()
    {
        var written = Of("message.received").Where(e => e.At < FirstHour && e.Data.TryGetProperty("text", out _)).ToArray();

        Assert.True(written.Length >= 40);
        Assert.True(written.Select(e => e.Subject).Distinct(StringComparer.Ordinal).Count() >= 10);
        Assert.Contains(written, e => e.At < TimeSpan.FromMinutes(15) && PersonWish.Find(e.Data.GetProperty("text").GetString()!) is not null);
    }

    [Fact]
    public void In_the_first_quarter_of_an_hour_sales_wants_to_write_to_somebody_support_is_busy_with()
    {
        Assert.Contains(Of("lead.created"), e => e.At < TimeSpan.FromMinutes(15) && HasOpenCase(e.Subject!, e.At));
        Assert.Contains(Story.Proposals, p => p.Agent == "marketing" && p.At < FirstHour && HasOpenCase(p.Customer, p.At));
    }

    [Fact]
    public void In_the_first_hour_billing_asks_for_a_refund_that_is_large_and_one_that_follows_a_cancelled_order()
    {
        var refunds = Story.Proposals.Where(p => p is { Agent: "billing", Kind: "refund", Purpose: "refund" } && p.At < FirstHour).Select(p => p.Data!.Value).ToArray();

        Assert.Contains(refunds, data => data.GetProperty("amount").GetDouble() > 100);
        Assert.Contains(refunds, data => data.GetProperty("conversation").GetString()!.StartsWith("retail", StringComparison.Ordinal));
    }

    [Fact]
    public void In_the_first_hour_success_and_sales_compete_within_minutes()
    {
        var drop = Of("usage.dropped").First();

        Assert.True(drop.At < FirstHour);
        Assert.Contains(Story.Proposals, p => p.Agent == "sales" && p.Customer == drop.Subject && p.At > drop.At && p.At - drop.At < TimeSpan.FromMinutes(15));
    }

    [Fact]
    public void In_the_first_hour_somebody_refuses_contact_and_marketing_asks_all_the_same()
    {
        var refusal = Of("consent.changed").First(e => e.Data.TryGetProperty("doNotContact", out var none) && none.GetBoolean());

        Assert.True(refusal.At < FirstHour);
        Assert.Contains(Story.Proposals, p => p.Customer == refusal.Subject && p.At > refusal.At && p.At < FirstHour);
    }

    [Fact]
    public void Sales_has_an_offer_for_whatever_leads_are_interested_in() =>
        Assert.Subset(DemoSales.Interests.ToHashSet(StringComparer.Ordinal), Of("lead.created").Select(e => e.Data.GetProperty("interest").GetString()!).ToHashSet(StringComparer.Ordinal));

    [Fact]
    public void A_campaign_writes_to_others_than_the_one_before()
    {
        var campaigns = Story.Proposals.Where(p => p.Data?.TryGetProperty("campaign", out var name) == true && name.GetString() != "members")
            .GroupBy(p => p.Data!.Value.GetProperty("campaign").GetString()!, p => p.Customer, StringComparer.Ordinal).Select(g => g.ToHashSet(StringComparer.Ordinal)).ToList();

        Assert.Equal(4, campaigns.Count);
        Assert.All(campaigns.Zip(campaigns.Skip(1)), pair => Assert.InRange(pair.First.Intersect(pair.Second).Count(), 0, 8));
        Assert.True(campaigns.SelectMany(c => c).Distinct(StringComparer.Ordinal).Count() > 60);
    }

    [Fact]
    public void Now_and_then_something_comes_in_that_nobody_can_interpret()
    {
        var mute = Of("message.received").Where(e => !e.Data.TryGetProperty("text", out _)).ToArray();

        Assert.True(mute[0].At < FirstHour);
        Assert.Contains(mute, e => e.Subject is null);
        Assert.InRange(Story.Events.Count(e => e.Id.Contains("mishap", StringComparison.Ordinal)), 5, 12);
    }

    [Fact]
    public void What_the_recorded_agent_said_is_marked_so_and_never_answers_first()
    {
        var sent = Of("message.sent").ToArray();

        Assert.All(sent, e => Assert.Equal("recorded", e.Data.GetProperty("by").GetString()));
        Assert.All(sent, e => Assert.True(Of("message.received").Count(m => m.At < e.At && ConversationOf(m) == ConversationOf(e)) >= 2));
    }

    private static IEnumerable<ScriptedEvent> Of(string type) => Story.Events.Where(e => e.Type == type);

    private static string CaseOf(ScriptedEvent e) => e.Data.GetProperty("case").GetString()!;

    private static string? ConversationOf(ScriptedEvent e) => e.Data.TryGetProperty("conversation", out var id) ? id.GetString() : null;

    private static int OpenCasesAt(TimeSpan at) => Of("case.opened").Count(e => e.At <= at) - Of("case.resolved").Count(e => e.At <= at);

    private static bool HasOpenCase(string customer, TimeSpan at)
    {
        var opened = Of("case.opened").Where(e => e.Subject == customer && e.At < at).Select(CaseOf);
        return opened.Except(Of("case.resolved").Where(e => e.At < at).Select(CaseOf)).Any();
    }

    private static IEnumerable<string> IdsOf(DemoScript script) =>
        script.Profiles.Concat(script.Events).Select(e => e.Id).Concat(script.Proposals.Select(p => p.Id));

    private static string Text(DemoScript script) => JsonSerializer.Serialize(new { script.Profiles, script.Events, script.Proposals });
}
