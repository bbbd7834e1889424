using System.Text.Json.Nodes;
using Baton.Core.Arbitration;
using Baton.Core.Policies.Drafting;

namespace Baton.Core.Tests.Policies.Drafting;

/// <summary>Many who change one draft at random, each by what they saw a while ago.</summary>
public sealed class DraftMergeProperties
{
    private static readonly string[] Members = ["max", "name", "per", "mode"];

    [Fact]
    public void Whatever_was_kept_can_be_taken_back_step_by_step()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var (document, undo) = (Begin(random), new Stack<(string Before, DraftEdit Edit)>());
            for (var step = 0; step < 20; step++)
            {
                if (DraftMerge.Apply(document, Edit(random, document, document)) is not DraftOutcome.Merged merged) continue;
                undo.Push((document, merged.Undo));
                document = merged.Document;
            }

            foreach (var (before, edit) in undo)
            {
                document = Assert.IsType<DraftOutcome.Merged>(DraftMerge.Apply(document, edit)).Document;
                Assert.True(JsonNode.DeepEquals(Normal(before), Normal(document)), $"Seed {seed}: {before} became {document}.");
            }
        }
    }

    [Fact]
    public void What_one_changed_another_who_had_not_seen_it_never_undoes_unasked()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var basis = Begin(random);
            var (one, other) = (Put(random, basis), Put(random, basis));
            var first = Assert.IsType<DraftOutcome.Merged>(DraftMerge.Apply(basis, one)).Document;
            if (DraftMerge.Apply(first, other) is not DraftOutcome.Merged { Document: var both }) continue;
            foreach (var edit in (PutRule[])[one, other])
            {
                var (was, wanted, now) = (edit.Basis!, edit.Rule, Find(both, edit.Rule["id"]!.GetValue<string>()));
                foreach (var member in Members.Where(member => !JsonNode.DeepEquals(was[member], wanted[member]))) Assert.True(JsonNode.DeepEquals(wanted[member], now[member]), $"Seed {seed}: {member} of {wanted} is lost in {now}.");
            }
        }
    }

    private static string Begin(Random random) => new JsonObject { ["caps"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(i => (JsonNode)Rule(random, $"r{i}"))]) }.ToJsonString();

    private static DraftEdit Edit(Random random, string seen, string now) => random.Next(5) switch
    {
        0 => new PutRule(RuleKind.Cap, Rule(random, $"n{random.Next(1_000)}"), At: random.Next(4)),
        1 when Some(random, seen) is { } rule => new RemoveRule(RuleKind.Cap, rule),
        2 when Some(random, seen) is { } rule => new MoveRule(RuleKind.Cap, rule["id"]!.GetValue<string>(), random.Next(2) == 0 ? null : Some(random, now)?["id"]!.GetValue<string>()),
        3 => new SetMember("consent", new JsonObject { ["doNotContact"] = random.Next(3) }, JsonNode.Parse(seen)!["consent"]?.DeepClone()),
        _ when Some(random, seen) is not null => Put(random, seen),
        _ => new SetMember("departments", new JsonArray("a"), JsonNode.Parse(seen)!["departments"]?.DeepClone()),
    };

    private static PutRule Put(Random random, string seen)
    {
        var rule = Some(random, seen)!;
        var changed = rule.DeepClone().AsObject();
        if (random.Next(4) == 0) changed.Remove(Members[random.Next(Members.Length)]);
        else changed[Members[random.Next(Members.Length)]] = random.Next(3);
        return new PutRule(RuleKind.Cap, changed, rule);
    }

    private static JsonObject Rule(Random random, string id)
    {
        var rule = new JsonObject { ["id"] = id };
        foreach (var member in Members.Where(_ => random.Next(2) == 0)) rule[member] = random.Next(3);
        return rule;
    }

    private static JsonObject? Some(Random random, string document) => JsonNode.Parse(document)!["caps"]!.AsArray() is { Count: > 0 } rules ? rules[random.Next(rules.Count)]!.DeepClone().AsObject() : null;

    private static JsonObject Find(string document, string id) => JsonNode.Parse(document)!["caps"]!.AsArray().Single(rule => rule!["id"]!.GetValue<string>() == id)!.AsObject();

    // An empty list and none say the same.
    private static JsonObject Normal(string document)
    {
        var root = JsonNode.Parse(document)!.AsObject();
        foreach (var empty in root.Where(member => member.Value is JsonArray { Count: 0 }).Select(member => member.Key).ToList()) root.Remove(empty);
        return root;
    }
}
