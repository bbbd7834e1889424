using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Baton.Core.Learning;
using Baton.Core.Learning.Approvals;
using Baton.Core.Policies;
using Baton.Core.Policies.Drafting;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Core.Tests.Learning;

/// <summary>Where people nearly always say the same, and what change of the policy that speaks for.</summary>
public sealed class RegionSearchTests
{
    private const string Rule = """{"id":"refunds","name":"Refunds need a yes","when":{"field":"action.kind","op":"eq","value":"refund"},"queue":"finance"}""";

    private static readonly string[] Plans = ["free", "pro", "enterprise"];

    [Fact]
    public void The_sentence_of_the_issue()
    {
        var cases = Enumerable.Range(0, 100).Select(i => Case(i, 1 + (i * 0.38), approved: i % 25 != 3)).Concat(Enumerable.Range(100, 60).Select(i => Case(i, i - 60, approved: i % 2 == 1))).ToList();

        var suggestion = Assert.Single(PolicySuggestion.Of(Parsed(Rule), cases));

        Assert.Equal("People approved 96 of the last 100 refunds under €40: allow them without approval?", suggestion.Sentence);
        var put = Assert.IsType<PutRule>(suggestion.Edit);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"all":[{"field":"action.kind","op":"eq","value":"refund"},{"not":{"field":"action.data.amount","op":"lt","value":40}}]}"""), put.Rule["when"]), put.Rule.ToJsonString());
        AssertReads(suggestion.Edit);
    }

    [Fact]
    public void An_amount_that_is_no_whole_number_is_said_as_money()
    {
        var cases = Enumerable.Range(0, 40).Select(i => Case(i, 31.1, approved: true)).Concat(Enumerable.Range(40, 40).Select(i => Case(i, 31.2, approved: false))).ToList();

        Assert.Contains("People approved 40 of the last 40 refunds under €31.20: allow them without approval?", PolicySuggestion.Of(Parsed(Rule), cases).Select(s => s.Sentence));
    }

    [Fact]
    public void A_rounder_threshold_is_taken_where_it_costs_next_to_nothing()
    {
        var cases = Enumerable.Range(0, 60).Select(i => Case(i, i < 59 ? i * 0.5 : 31.1, approved: true)).Concat(Enumerable.Range(60, 60).Select(i => Case(i, 31.2 + i - 60, approved: i % 2 == 1))).ToList();

        Assert.Contains("People approved 59 of the last 59 refunds under €30: allow them without approval?", PolicySuggestion.Of(Parsed(Rule), cases).Select(s => s.Sentence));
    }

    [Fact]
    public void A_threshold_that_the_rule_has_already_is_moved()
    {
        var rule = Parsed("""{"id":"big","when":{"all":[{"field":"action.kind","op":"eq","value":"refund"},{"field":"action.data.amount","op":"gt","value":300}]},"queue":"finance"}""");
        var cases = Enumerable.Range(0, 60).Select(i => Case(i, 301 + i, approved: true)).Concat(Enumerable.Range(60, 60).Select(i => Case(i, 900 + i, approved: i % 2 == 1)));

        var put = Assert.IsType<PutRule>(PolicySuggestion.Of(rule, [.. cases]).Single().Edit);

        Assert.Equal("""{"all":[{"field":"action.kind","op":"eq","value":"refund"},{"field":"action.data.amount","op":"gte","value":500}]}""", put.Rule["when"]!.ToJsonString());
    }

    [Fact]
    public void A_customers_plan_may_be_the_region_and_what_is_nearly_always_refused_is_suppressed()
    {
        var cases = Enumerable.Range(0, 150).Select(i => Case(i, 10 + (i * 7 % 400), approved: i % 3 == 1 || i % 3 == 2 && i % 2 == 0, plan: Plans[i % 3])).ToList();

        var found = PolicySuggestion.Of(Parsed(Rule), cases).ToList();

        Assert.Contains(found, s => s.Sentence == "People approved 50 of the last 50 refunds of customers whose plan is pro: allow them without approval?");
        var no = found.Single(s => !s.Found.Approve);
        Assert.Equal("People said no to 50 of the last 50 refunds of customers whose plan is free: suppress them without asking?", no.Sentence);
        AssertReads(no.Edit);
    }

    [Fact]
    public void When_people_say_yes_to_everything_the_rule_itself_can_go()
    {
        var suggestion = PolicySuggestion.Of(Parsed(Rule), [.. Enumerable.Range(0, 50).Select(i => Case(i, i, approved: true))]).Single();

        Assert.IsType<RemoveRule>(suggestion.Edit);
    }

    [Fact]
    public void Too_little_evidence_suggests_nothing() => Assert.Empty(PolicySuggestion.Of(Parsed(Rule), [.. Enumerable.Range(0, 34).Select(i => Case(i, i, approved: true))]));

    [Fact]
    public void A_region_never_holds_more_of_the_other_answer_than_its_bound_allows_and_does_not_depend_on_order() => Prop.ForAll(Histories(), cases =>
    {
        foreach (var approve in new[] { true, false })
        {
            var (found, again) = (RegionSearch.Find(cases, approve), RegionSearch.Find(cases.Reverse(), approve));
            if ((found is null) != (again is null)) return false;
            if (found is null) continue;
            if (found.Count != again!.Count || !found.Region.Tests.SequenceEqual(again.Region.Tests)) return false;
            var inside = cases.Where(found.Region.Has).ToList();
            var agreeing = inside.Count(c => c.Approved == approve);
            if (inside.Count != found.Count || agreeing != found.Agreeing || inside.Count < RegionSearch.FewestCases || Wilson.LowerBound(agreeing, inside.Count) < RegionSearch.Bound) return false;
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void People_who_throw_dice_are_hardly_ever_believed()
    {
        var believed = Enumerable.Range(0, 200).Count(seed =>
        {
            var random = new Random(seed);
            return RegionSearch.Find([.. Enumerable.Range(0, 120).Select(i => Case(i, random.Next(1, 500), approved: random.NextDouble() < 0.7, plan: Plans[random.Next(3)]))], approve: true) is not null;
        });

        Assert.InRange(believed, 0, 4);
    }

    private static Arbitrary<ApprovalCase[]> Histories() => (from count in Gen.Choose(0, 160)
                                                             from seed in Gen.Choose(0, int.MaxValue - 1)
                                                             from limit in Gen.Choose(20, 480)
                                                             from noise in Gen.Choose(0, 12)
                                                             select History(count, seed, limit, noise / 100.0)).ToArbitrary();

    private static ApprovalCase[] History(int count, int seed, int limit, double noise)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var amount = Math.Round(random.NextDouble() * 500, 2);
            return Case(i, amount, approved: amount < limit != random.NextDouble() < noise, plan: Plans[random.Next(3)]);
        })];
    }

    private static ApprovalCase Case(int number, double amount, bool approved, string? plan = null)
    {
        var facts = ImmutableSortedDictionary.CreateBuilder<string, Fact>(StringComparer.Ordinal);
        facts["action.kind"] = new Fact(null, "refund");
        facts["action.data.currency"] = new Fact(null, "EUR");
        facts["action.data.amount"] = new Fact(amount, null);
        if (plan is not null) facts["customer.attributes.plan"] = new Fact(null, plan);
        return new ApprovalCase($"h{number}", number, approved, "ana@example.com", number, facts.ToImmutable());
    }

    private static void AssertReads(DraftEdit edit)
    {
        var merged = Assert.IsType<DraftOutcome.Merged>(DraftMerge.Apply($$"""{"departments":["support"],"approvals":[{{Rule}}]}""", edit));
        PolicyReader.Read(merged.Document, version: 1);
    }

    private static JsonObject Parsed(string rule) => JsonNode.Parse(rule)!.AsObject();
}
