using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Policies.Linting;
using Baton.Core.Tests.Conditions;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Policies.Linting;

public sealed class LinterTests
{
    private const string Contact = "action.kind startsWith 'contact.'";

    [Fact]
    public void A_document_that_cannot_be_read_is_told_all_its_faults_at_their_places()
    {
        var findings = Linter.Lint(JsonElement.Parse("""{ "caps": [ { "id": "a", "max": 0, "per": "day", "blocks": { "field": "action.knid", "op": "exists" } } ], "quietHours": [ { "id": "q", "from": "08:00", "to": "08:00", "blocks": { "field": "action.kind", "op": "exists" } } ] }"""), Draft.Company);

        Assert.Equal(["fault /caps/0/max", "fault /quietHours/0/to", "unknown-field /caps/0/blocks/field"], findings.Select(f => $"{f.Kind.Code} {f.Pointer}").Order(StringComparer.Ordinal));
        Assert.All(findings, f => Assert.Equal(LintSeverity.Error, f.Kind.Severity));
        Assert.Equal("Ask for action.kind", findings.First(f => f.Kind.Code == "unknown-field").Fix!.Description);
    }

    [Fact]
    public void An_unreachable_rule_is_shown_with_the_rules_that_take_its_events_and_such_an_event()
    {
        var finding = Assert.Single(new Draft().Route("early", "event.type startsWith 'case.'").Route("other", "event.type eq 'x'").Route("late", "event.type eq 'case.opened'", "triage").Lint());

        Assert.Equal("Rule late never gets an event: rule early, which comes first, takes everything that it would.", finding.Sentence);
        Assert.Equal(["routing:late", "routing:early"], finding.Rules);
        Assert.Equal(("/routing/2", LintGrounds.Reasoning, "The event is “case.opened”."), (finding.Pointer, finding.Grounds, finding.Example!.Sentence));
        Assert.Equal("Put it before early", finding.Fix!.Description);
    }

    [Fact]
    public void Rules_that_only_together_take_everything_are_all_named_and_no_other()
    {
        var findings = new Draft().Route("small", "event.data.total lt 10").Route("not involved", "event.type eq 'x'".Replace(' ', ' ')).With("routing", "id", "apart").Route("large", "event.data.total gte 10").Route("late", "event.data.total exists true & event.data.total gt 0", "triage").Lint();
        var finding = Assert.Single(findings, f => f.Kind.Code == "route-unreachable");

        Assert.Equal(["routing:late", "routing:small", "routing:large"], finding.Rules);
    }

    [Fact]
    public void A_condition_that_is_never_true_is_told_with_the_parts_that_exclude_each_other() => Assert.Equal(
        "Rule r never does anything: it can never be at once that the customer is on the pro plan and that the customer is on the free plan.",
        Assert.Single(new Draft().Route("r", "event.type eq 'x' & customer.plan eq 'pro' & event.text contains 'a' & customer.plan eq 'free'").Lint(Core.Policies.Linting.World.Unknown)).Sentence);

    [Fact]
    public void What_reasoning_cannot_tell_is_looked_for_in_what_was_recorded()
    {
        var draft = new Draft().Route("broad", "event.text matches 'refund|money'").Route("narrow", "event.text matches 'refunds?'", "triage");
        RecordedFacts Wrote(int i, string text) => new($"event {i}", new Facts(default, CustomerState.New("c"), Ask.Message(text)));
        var always = Enumerable.Range(1, 6).Select(i => Wrote(i, "a refund, please")).ToImmutableArray();

        Assert.DoesNotContain(draft.Lint(), f => f.Kind.Code == "route-unreachable");
        var finding = Assert.Single(draft.Lint(Draft.Company with { Sample = always }), f => f.Kind.Code == "route-unreachable");
        Assert.Equal((LintGrounds.Recorded, "It happened with event 1.", true), (finding.Grounds, finding.Example!.Sentence, finding.Example.IsRecorded));
        Assert.DoesNotContain(draft.Lint(Draft.Company with { Sample = always[..4] }), f => f.Kind.Code == "route-unreachable"); // too few to conclude from
    }

    [Fact]
    public void A_yes_that_did_not_help_is_a_hint_with_the_case()
    {
        var draft = new Draft().Guardrail("vips", Contact + " & customer.plan eq 'pro'").Approval("big", "action.data.amount gt 100");
        var customer = CustomerState.New("c") with { Attributes = ImmutableSortedDictionary<string, AttributeValue>.Empty.Add("plan", new AttributeValue(Story.Json("\"pro\""), "baton", default)) };
        var asked = new RecordedFacts("action a1", new Facts(default, customer, Action: new Proposal { Id = "a1", Agent = "care", Kind = "contact.email", Data = Story.Json(new { amount = 200 }) }));

        Assert.DoesNotContain(draft.Lint(), f => f.Kind.Code == "rules-conflict");
        var finding = Assert.Single(draft.Lint(Draft.Company with { Sample = [asked] }), f => f.Kind.Code == "rules-conflict");
        Assert.Equal(["approval:big", "guardrail:vips"], finding.Rules);
    }

    [Fact]
    public void Consent_has_nothing_to_do_where_no_agent_may_contact_anybody()
    {
        Core.Policies.Linting.World Of(params string[] may) => Draft.Company with { Agents = [new KnownAgent(new AgentDefinition { Name = "care", Department = "support", MayPropose = [.. may] })] };

        Assert.Contains(new Draft().Lint(Of("refund")), f => f.Kind.Code == "consent-idle");
        Assert.All([Of("refund", "contact.email"), Of("*"), Of("contact.*")], world => Assert.DoesNotContain(new Draft().Lint(world), f => f.Kind.Code == "consent-idle"));
    }

    [Theory, InlineData(150, false), InlineData(250, true)]
    public void A_field_that_was_never_there_is_odd_only_once_much_was_seen(int events, bool odd)
    {
        var seen = Enumerable.Range(0, events).Aggregate(ObservedFields.None, (all, _) => all.See(Ask.Message("hello")));

        Assert.Equal(odd, new Draft().Route("r", "event.data.refundReason exists true").Lint(Draft.Company with { Observed = seen }).Any(f => f.Kind.Code == "field-unseen"));
    }

    [Fact]
    public void Of_a_rule_that_is_never_true_nothing_else_is_said()
    {
        var never = Contact + " & action.purpose eq 'a' & action.purpose eq 'b'";
        var findings = new Draft().Cooldown("c", "event.type eq 'contact.sent'", never, "P9D").Cap("cap", never, 3, "P7D").Quiet("q", never, "08:00", "20:00").Quiet("r", never, "20:00", "08:00").Approval("a", never).Guardrail("g", never).Lint();

        Assert.Equal(["always-false"], findings.Select(f => f.Kind.Code).Distinct());
    }

    [Fact]
    public void Rules_that_are_off_are_left_alone() =>
        Assert.Empty(new Draft().Route("r", "event.type eq 'a' & event.type eq 'b'", "nobody").With("routing", "enabled", false).Lint());

    [Fact]
    public void Only_what_there_is_not_keeps_a_policy_from_being_published()
    {
        var draft = new Draft().Route("late", "event.type eq 'a' & event.type eq 'b'", "nobody").Route("r", "event.type eq 'c'", "sleepy");

        Assert.Equal(["/routing/0/to/agent"], Linter.Refusals(draft.Read(), Draft.Company).Select(f => f.Pointer));
        Assert.Empty(Linter.Refusals(draft.Read(), Core.Policies.Linting.World.Unknown));
    }

    [Fact]
    public void Errors_come_first_then_warnings_then_hints()
    {
        var severities = new Draft().Route("a", "event.text containsAny ['x']").Route("b", "event.text containsAny ['y']", "triage").Route("c", "event.type eq 'a'", "nobody").Route("d", "event.type eq 'b'", "sleepy").Lint().Select(f => f.Kind.Severity).ToList();

        Assert.Equal(severities.OrderDescending(), severities);
        Assert.Equal(3, severities.Distinct().Count());
    }

    [Fact]
    public void An_edit_that_names_no_place_is_refused()
    {
        const string Document = """{ "routing": [ { "id": "a" }, { "id": "b" } ] }""";

        Assert.Equal("""{"routing":[{"id":"b"},{"id":"a","enabled":false}]}""", DocumentEdit.Apply(Document, [DocumentEdit.Move("/routing/1", "/routing/0"), DocumentEdit.Set("/routing/1/enabled", value: false)]));
        Assert.All([DocumentEdit.Remove("/routing/2"), DocumentEdit.Remove("/caps/0"), DocumentEdit.Remove("/routing/x"), DocumentEdit.Remove(""), DocumentEdit.Set("/routing/0/id/x", 1)],
            edit => Assert.Throws<ArgumentException>(() => DocumentEdit.Apply(Document, [edit])));
    }
}
