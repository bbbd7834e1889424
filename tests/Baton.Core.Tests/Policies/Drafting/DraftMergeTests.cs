using System.Text.Json.Nodes;
using Baton.Core.Arbitration;
using Baton.Core.Policies.Drafting;

namespace Baton.Core.Tests.Policies.Drafting;

public sealed class DraftMergeTests
{
    private const string Document = """
        { "departments": ["support", "sales"], "caps": [ { "id": "daily", "max": 1, "per": "day" }, { "id": "weekly", "max": 3, "per": "week", "name": "Not too much" } ], "consent": { "doNotContact": "suppress" } }
        """;

    [Fact]
    public void A_rule_says_what_its_author_wrote()
    {
        var merged = Merged(Document, new PutRule(RuleKind.Cap, Rule("""{ "id": "weekly", "max": 2, "per": "week", "name": "Not too much" }"""), Cap(Document, 1)));

        Assert.Equal(2, Cap(merged, 1)["max"]!.GetValue<int>());
        Assert.Equal(Cap(Document, 0).ToJsonString(), Cap(merged, 0).ToJsonString());
    }

    [Fact]
    public void Two_who_change_different_parts_of_one_rule_both_have_their_way()
    {
        var seen = Cap(Document, 1);
        var first = Merged(Document, new PutRule(RuleKind.Cap, Rule("""{ "id": "weekly", "max": 2, "per": "week", "name": "Not too much" }"""), seen));
        var both = Merged(first, new PutRule(RuleKind.Cap, Rule("""{ "id": "weekly", "max": 3, "per": "P14D" }"""), seen));

        Same("""{ "id": "weekly", "max": 2, "per": "P14D" }""", Cap(both, 1));
    }

    [Fact]
    public void Two_who_change_the_same_part_otherwise_are_told_and_nothing_changes_until_one_insists()
    {
        var seen = Cap(Document, 1);
        var first = Merged(Document, new PutRule(RuleKind.Cap, Rule("""{ "id": "weekly", "max": 2, "per": "week", "name": "Not too much" }"""), seen));

        var conflict = Assert.IsType<DraftOutcome.Conflict>(DraftMerge.Apply(first, new PutRule(RuleKind.Cap, Rule("""{ "id": "weekly", "max": 5, "per": "week", "name": "Not too much" }"""), seen)));

        Assert.Contains("“weekly”", conflict.Sentence, StringComparison.Ordinal);
        Assert.Equal(5, Cap(Merged(first, conflict.Insist!), 1)["max"]!.GetValue<int>());
    }

    [Fact]
    public void Two_who_make_the_same_change_agree()
    {
        var edit = new PutRule(RuleKind.Cap, Rule("""{ "id": "weekly", "max": 2, "per": "week" }"""), Cap(Document, 1));

        Same(Merged(Document, edit), JsonNode.Parse(Merged(Merged(Document, edit), edit))!);
    }

    [Fact]
    public void A_rule_that_somebody_removed_comes_back_only_when_its_editor_insists()
    {
        var seen = Cap(Document, 1);
        var without = Merged(Document, new RemoveRule(RuleKind.Cap, seen));

        var conflict = Assert.IsType<DraftOutcome.Conflict>(DraftMerge.Apply(without, new PutRule(RuleKind.Cap, Rule("""{ "id": "weekly", "max": 2, "per": "week" }"""), seen)));

        Assert.Equal(2, Cap(Merged(without, conflict.Insist!), 1)["max"]!.GetValue<int>());
    }

    [Fact]
    public void A_rule_that_somebody_changed_is_not_removed_unseen()
    {
        var seen = Cap(Document, 1);
        var changed = Merged(Document, new PutRule(RuleKind.Cap, Rule("""{ "id": "weekly", "max": 2, "per": "week" }"""), seen));

        var conflict = Assert.IsType<DraftOutcome.Conflict>(DraftMerge.Apply(changed, new RemoveRule(RuleKind.Cap, seen)));

        Assert.Single(JsonNode.Parse(Merged(changed, conflict.Insist!))!["caps"]!.AsArray());
    }

    [Theory]
    [InlineData("""{ "id": "daily", "max": 9, "per": "day" }""", null)]
    [InlineData("""{ "id": "DAILY", "max": 3, "per": "week" }""", "weekly")]
    public void No_two_rules_of_a_kind_get_one_name(string rule, string? renamed)
    {
        var conflict = Assert.IsType<DraftOutcome.Conflict>(DraftMerge.Apply(Document, new PutRule(RuleKind.Cap, Rule(rule), renamed is null ? null : Cap(Document, 1))));

        Assert.Null(conflict.Insist);
    }

    [Fact]
    public void A_rule_moves_before_another_and_stays_what_it_is()
    {
        var moved = Merged(Document, new MoveRule(RuleKind.Cap, "weekly", Before: "daily"));

        Assert.Equal(["weekly", "daily"], JsonNode.Parse(moved)!["caps"]!.AsArray().Select(rule => rule!["id"]!.GetValue<string>()));
    }

    [Fact]
    public void A_member_that_is_no_list_of_rules_is_merged_too()
    {
        var seen = JsonNode.Parse("""{ "window": "PT15M", "loser": "delay" }""");
        var began = Merged(Document, new SetMember("precedence", seen, null));
        var first = Merged(began, new SetMember("precedence", JsonNode.Parse("""{ "window": "PT30M", "loser": "delay" }"""), seen));

        var both = Merged(first, new SetMember("precedence", JsonNode.Parse("""{ "window": "PT15M", "loser": "suppress" }"""), seen));

        Same("""{ "window": "PT30M", "loser": "suppress" }""", JsonNode.Parse(both)!["precedence"]!);
        Assert.IsType<DraftOutcome.Conflict>(DraftMerge.Apply(both, new SetMember("precedence", null, seen)));
    }

    [Fact]
    public void An_imported_document_is_kept_to_the_byte_and_never_over_what_its_importer_had_not_seen()
    {
        const string Imported = "{\r\n \"caps\" : [ ]\t}";

        Assert.Equal(Imported, Merged(Document, new ReplaceAll(Imported, Document)));
        Assert.IsType<DraftOutcome.Conflict>(DraftMerge.Apply("{}", new ReplaceAll(Imported, Document)));
    }

    [Fact]
    public void Letters_of_every_language_stay_readable_in_the_file() =>
        Assert.Contains("Überstunden 東京", Merged(Document, new PutRule(RuleKind.Hold, Rule("""{ "id": "x", "name": "Überstunden 東京" }"""))), StringComparison.Ordinal);

    private static string Merged(string document, DraftEdit edit) => Assert.IsType<DraftOutcome.Merged>(DraftMerge.Apply(document, edit)).Document;

    private static JsonObject Cap(string document, int index) => JsonNode.Parse(document)!["caps"]![index]!.AsObject();

    private static JsonObject Rule(string json) => JsonNode.Parse(json)!.AsObject();

    private static void Same(string expected, JsonNode actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
