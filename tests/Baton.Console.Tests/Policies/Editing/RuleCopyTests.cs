using System.Text.Json.Nodes;
using Baton.Core.Arbitration;
using Baton.Web.Policies.Editing;

namespace Baton.Web.Tests.Policies.Editing;

/// <summary>Several people edit a rule at once, each on a copy.</summary>
public sealed class RuleCopyTests
{
    private static readonly string[] Taken = ["night", "night-2"];

    [Fact]
    public async Task What_comes_back_late_takes_nothing_back()
    {
        var copy = Begun("""{ "id": "c", "max": 3, "per": "week" }""");
        await copy.SetAsync("max", 4);
        var first = copy.Send();
        await copy.SetAsync("max", 5);
        var second = copy.Send();

        Assert.False(copy.Take(first));
        Assert.Equal(5, copy.Json["max"]!.GetValue<int>());
        Assert.False(copy.Take(second));
        Assert.True(copy.Take(Rule("""{ "id": "c", "max": 6, "per": "week" }""")));
        Assert.Equal(6, copy.Json["max"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_gap_that_one_is_filling_is_kept_while_the_rest_flows_in()
    {
        var copy = Begun("""{ "id": "c", "max": 3, "per": "week", "name": "Old" }""");
        await copy.SetAsync("max", null);

        Assert.True(copy.Take(Rule("""{ "id": "c", "max": 7, "per": "day" }""")));

        Assert.Equal("""{"id":"c","per":"day"}""", copy.Json.ToJsonString());
    }

    [Fact]
    public void What_came_while_one_was_at_a_member_flows_in_when_one_leaves_it()
    {
        var copy = Begun("""{ "id": "c", "max": 3 }""");
        copy.Hold("max");

        Assert.False(copy.Take(Rule("""{ "id": "c", "max": 7 }""")));
        Assert.Equal(3, copy.Json["max"]!.GetValue<int>());
        Assert.True(copy.Release());

        Assert.Equal(7, copy.Json["max"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("Nights are quiet", "nights-are-quiet")]
    [InlineData("  Größe & Maß?  ", "gro-e-ma")]
    [InlineData("The customer's night", "the-customers-night")]
    [InlineData("Night", "night-3")]
    [InlineData("日本", "quiet-hours")]
    public void Ids_are_made_of_names_and_free(string name, string id) => Assert.Equal(id, NewRule.FreeId(name, RuleKind.QuietHours, Taken));

    [Fact]
    public void A_long_name_makes_an_id_that_is_short_enough() =>
        Assert.Equal(64, NewRule.FreeId(new string('a', 90), RuleKind.Cap, [new string('a', 64)]).Length);

    [Theory]
    [InlineData(RuleKind.Routing, true)]
    [InlineData(RuleKind.Cooldown, true)]
    [InlineData(RuleKind.Hold, true)]
    [InlineData(RuleKind.Approval, true)]
    [InlineData(RuleKind.Guardrail, true)]
    [InlineData(RuleKind.Cap, false)]
    [InlineData(RuleKind.QuietHours, false)]
    public void A_new_rule_has_gaps_only_where_the_person_must_say_something(RuleKind kind, bool hasGaps)
    {
        var copy = new RuleCopy(kind);
        copy.Begin(NewRule.Of(kind, []));

        Assert.Equal(hasGaps, copy.Faults.Count > 0);
        Assert.DoesNotContain(copy.Faults, fault => fault.Pointer == "/id");
    }

    [Theory]
    [InlineData("PT48H", "48", "Hours", "PT48H")]
    [InlineData("P7D", "7", "Days", "P7D")]
    [InlineData("PT15M", "15", "Minutes", "PT15M")]
    [InlineData("P1DT12H", "36", "Hours", "PT36H")]
    [InlineData("PT90S", "90", "Seconds", "PT90S")]
    public void Durations_are_a_number_and_a_unit(string iso, string amount, string unit, string written)
    {
        var duration = Duration.Read(iso)!;

        Assert.Equal((amount, unit, written), (duration.Amount, duration.Unit.ToString(), duration.Iso));
    }

    [Theory]
    [InlineData("1.5", "PT1H30M")]
    [InlineData("0", null)]
    [InlineData("", null)]
    [InlineData("-2", null)]
    public void Parts_of_an_hour_are_minutes_and_nothing_is_no_duration(string amount, string? iso) => Assert.Equal(iso, new Duration(amount, Duration.Units.Hours).Iso);

    private static RuleCopy Begun(string rule)
    {
        var copy = new RuleCopy(RuleKind.Cap);
        copy.Begin(Rule(rule));
        return copy;
    }

    private static JsonObject Rule(string json) => JsonNode.Parse(json)!.AsObject();
}
