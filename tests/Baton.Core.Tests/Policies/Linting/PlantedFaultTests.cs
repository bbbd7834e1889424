using Baton.Core.Policies.Linting;
using Baton.Core.Tests.Walls;

namespace Baton.Core.Tests.Policies.Linting;

/// <summary>Each kind of fault is found where it was planted, and not in a twin that only looks like it.</summary>
public sealed class PlantedFaultTests
{
    private const string Contact = "action.kind startsWith 'contact.'";
    private const string Message = "event.type eq 'message.received'";

    public static TheoryData<string, string> Names => [.. Plants.Select(p => (p.Code, p.Name))];

    [Theory, MemberData(nameof(Names))]
    public void A_planted_fault_is_found_and_its_twin_is_not(string code, string name)
    {
        var plant = Plants.First(p => p.Code == code && p.Name == name);
        var finding = Assert.Single(plant.Fault(new Draft()).Lint(plant.World), f => f.Kind.Code == code);

        Assert.EndsWith(".", finding.Sentence, StringComparison.Ordinal);
        Assert.StartsWith("/", finding.Pointer, StringComparison.Ordinal);
        Assert.DoesNotContain(plant.Twin(new Draft()).Lint(plant.World), f => f.Kind.Code == code);
    }

    [Theory, MemberData(nameof(Names))]
    public void What_is_offered_as_a_fix_is_a_fix(string code, string name)
    {
        var plant = Plants.First(p => p.Code == code && p.Name == name);
        var draft = plant.Fault(new Draft());
        if (draft.Lint(plant.World).First(f => f.Kind.Code == code).Fix is not { } fix) return;
        var changed = System.Text.Json.JsonElement.Parse(DocumentEdit.Apply(draft.Document, fix.Edits));

        Assert.DoesNotContain(Linter.Lint(changed, plant.World ?? Draft.Company), f => f.Kind.Code == code);
    }

    [Fact]
    public void Every_kind_is_planted_or_tested_by_itself() =>
        Assert.Equal(["consent-idle", "fault", "incomplete", "rules-conflict"], LintKind.All.Select(k => k.Code).Except(Plants.Select(p => p.Code)).Order());

    [Fact]
    public void Every_kind_is_in_the_documentation()
    {
        var documented = SourceTree.Read("docs", "policy.md");
        Assert.All(LintKind.All, kind => Assert.Contains($"| `{kind.Code}` | {kind.Severity.ToString().ToLowerInvariant()} | {kind.Meaning} |", documented, StringComparison.Ordinal));
    }

    private sealed record Plant(string Code, string Name, Func<Draft, Draft> Fault, Func<Draft, Draft> Twin, World? World = null);

    private static readonly Plant[] Plants =
    [
        new("unknown-field", "misspelt", d => d.Route("r", "event.typ eq 'a'"), d => d.Route("r", "event.type eq 'a'")),
        new("bad-pattern", "not closed", d => d.Route("r", "event.text matches 'a(b'"), d => d.Route("r", "event.text matches 'a(b)'")),
        new("bad-pattern", "too slow", d => d.Route("r", "event.text matches '((a{1000}){1000}){1000}'"), d => d.Route("r", "event.text matches '(a{2}){2}'")),
        new("agent-missing", "misspelt", d => d.Route("r", Message, "triag"), d => d.Route("r", Message, "triage")),
        new("agent-missing", "off", d => d.Route("r", Message, "nobody"), d => d.Route("r", Message, "nobody").With("routing", "enabled", false)),
        new("agent-missing", "in a pool", d => d.RouteToPool("r", Message, "finance", "care", "triag"), d => d.RouteToPool("r", Message, "finance", "care", "triage")),
        new("agent-paused", "in a pool", d => d.RouteToPool("r", Message, "finance", "care", "sleepy"), d => d.RouteToPool("r", Message, "finance", "care", "triage")),
        new("queue-unstaffed", "of a pool", d => d.RouteToPool("r", Message, "finence", "care"), d => d.RouteToPool("r", Message, "finance", "care")),
        new("route-unreachable", "not by one in canary", d => d.Route("a", Message, "triage").Route("b", Message), d => d.Route("a", Message, "triage").With("routing", "mode", "canary").With("routing", "share", 10).Route("b", Message)),
        new("agent-paused", "target", d => d.Route("r", Message, "sleepy"), d => d.Route("r", Message, "care")),
        new("agent-unknown", "named", d => d.Route("r", "event.agent eq 'traige'"), d => d.Route("r", "event.agent eq 'triage'")),
        new("skill-missing", "spanish", d => d.Route("r", Message, "triage"), d => d.Route("r", Message, "care"), Draft.Company with { SkillsNeeded = Draft.Company.SkillsNeeded.Add("r", "spanish") }),
        new("queue-unstaffed", "approval", d => d.Approval("a", "action.kind eq 'refund'", "night"), d => d.Approval("a", "action.kind eq 'refund'")),
        new("queue-unstaffed", "route", d => d.RouteToQueue("r", Message, "finence"), d => d.RouteToQueue("r", Message, "finance")),
        new("field-unseen", "payload", d => d.Route("r", "event.data.totl gt 5"), d => d.Route("r", "event.data.total gt 5")),
        new("field-unseen", "attribute", d => d.Route("r", "customer.plam eq 'pro'"), d => d.Route("r", "customer.attributes.PLAN eq 'pro'")),
        new("field-meaningless", "action in routing", d => d.Route("r", "action.text contains 'refund'"), d => d.Route("r", "event.text contains 'refund'")),
        new("field-meaningless", "event in guardrail", d => d.Guardrail("g", "event.text contains 'refund'"), d => d.Guardrail("g", "action.text contains 'refund'")),
        new("operator-misfit", "text of a count", d => d.Hold("h", "customer.openCases contains 3", Contact), d => d.Hold("h", "customer.openCases eq 3", Contact)),
        new("operator-misfit", "number as text", d => d.Route("r", "event.data.total eq '12'"), d => d.Route("r", "event.data.total eq 12")),
        new("operator-misfit", "list", d => d.Route("r", "event.data.tags eq 'new'"), d => d.Route("r", "event.data.tags contains 'new'")),
        new("operator-misfit", "time", d => d.Route("r", "event.time eq '2026-01-01T00:00:00Z'"), d => d.Route("r", "event.time gt '2026-01-01T00:00:00Z'")),
        new("hold-on-action", "purpose", d => d.Hold("h", "customer.openCases gt 0 & action.purpose eq 'promotion'", Contact), d => d.Hold("h", "customer.openCases gt 0", "action.purpose eq 'promotion'")),
        new("always-false", "two types", d => d.Route("r", "event.type eq 'a' & event.type eq 'b'"), d => d.Route("r", "event.type in ['a','b'] & event.type ne 'b'")),
        new("always-false", "interval", d => d.Guardrail("g", "action.data.amount gt 100 & action.data.amount lt 100"), d => d.Guardrail("g", "action.data.amount gte 100 & action.data.amount lte 100")),
        new("always-false", "missing", d => d.Hold("h", "customer.plan exists false & customer.plan ne 'pro'", Contact), d => d.Hold("h", "customer.plan exists false & !customer.plan eq 'pro'", Contact)),
        new("always-true", "guardrail", d => d.Guardrail("g", "action.kind exists true"), d => d.Guardrail("g", "action.purpose exists true")),
        new("always-true", "hold", d => d.Hold("h", "customer.openCases gte 0", Contact), d => d.Hold("h", "customer.openCases gt 0", Contact)),
        new("always-true", "approval", d => d.Approval("a", """{ "any": [ { "field": "action.data.amount", "op": "gt", "value": 3 }, { "not": { "field": "action.data.amount", "op": "gt", "value": 3 } } ] }"""),
            d => d.Approval("a", """{ "any": [ { "field": "action.data.amount", "op": "gt", "value": 3 }, { "field": "action.data.amount", "op": "lte", "value": 3 } ] }""")), // not of an action without amount
        new("part-dead", "another type", d => d.Route("r", """{ "all": [ { "field": "event.type", "op": "startsWith", "value": "case." }, { "any": [ { "field": "event.type", "op": "eq", "value": "case.opened" }, { "field": "event.type", "op": "eq", "value": "lead.created" } ] } ] }"""),
            d => d.Route("r", """{ "all": [ { "field": "event.type", "op": "startsWith", "value": "case." }, { "any": [ { "field": "event.type", "op": "eq", "value": "case.opened" }, { "field": "event.type", "op": "eq", "value": "case.resolved" } ] } ] }""")),
        new("route-unreachable", "one takes all", d => d.Route("all", "event.type startsWith 'case.'").Route("some", "event.type eq 'case.opened'", "triage"), d => d.Route("some", "event.type eq 'case.opened'", "triage").Route("all", "event.type startsWith 'case.'")),
        new("route-unreachable", "two together", d => d.Route("high", "event.data.total gt 10").Route("low", "event.data.total lte 10", "triage").Route("any", "event.data.total gte 0", "outreach"),
            d => d.Route("high", "event.data.total gt 10").Route("low", "event.data.total lt 10", "triage").Route("any", "event.data.total gte 0", "outreach")),
        new("route-unreachable", "own events", d => d.Route("all", "event.type ne 'x' & event.type in ['baton.task.finished','a']").Route("done", "event.type eq 'baton.task.finished'", "triage"),
            d => d.Route("all", "event.type ne 'x'").Route("done", "event.type eq 'baton.task.finished'", "triage")),
        new("route-unreachable", "in shadow", d => d.Route("all", Message).Route("some", Message + " & event.text contains 'x'", "triage"), d => d.Route("all", Message).With("routing", "mode", "shadow").Route("some", Message + " & event.text contains 'x'", "triage")),
        new("routes-overlap", "words", d => d.Route("refund", "event.text containsAny ['refund']").Route("outage", "event.text containsAny ['outage']", "triage"), d => d.Route("refund", "event.text containsAny ['refund']").Route("outage", "event.text containsAny ['outage']")),
        new("routes-overlap", "exception", d => d.Route("pro", Message + " & customer.plan eq 'pro'").Route("words", Message + " & event.text contains 'x'", "triage"), d => d.Route("pro", Message + " & customer.plan eq 'pro'").Route("rest", Message, "triage")),
        new("route-source-off", "triage", d => d.Route("first", Message, "triage").With("routing", "enabled", false).Route("then", "event.type eq 'baton.task.finished' & event.agent eq 'triage'"),
            d => d.Route("first", Message, "triage").Route("then", "event.type eq 'baton.task.finished' & event.agent eq 'triage'")),
        new("rule-duplicate", "in another order", d => d.Guardrail("a", Contact + " & action.purpose eq 'promotion'").Guardrail("b", "action.purpose eq 'Promotion' & " + Contact), d => d.Guardrail("a", Contact + " & action.purpose eq 'promotion'").Guardrail("b", "action.purpose ne 'promotion' & " + Contact)),
        new("rule-duplicate", "in other words", d => d.Hold("a", "customer.openCases gt 0", Contact).Hold("b", "customer.openCases gte 1", Contact), d => d.Hold("a", "customer.openCases gt 0", Contact).Hold("b", "customer.openCases gte 2", Contact)),
        new("rule-overruled", "approval under guardrail", d => d.Guardrail("never", "action.kind eq 'refund' & action.data.amount gt 100").Approval("ask", "action.kind eq 'refund' & action.data.amount gt 500"),
            d => d.Guardrail("never", "action.kind eq 'refund' & action.data.amount gt 500").Approval("ask", "action.kind eq 'refund' & action.data.amount gt 100")),
        new("rule-overruled", "cooldown under hold", d => d.Hold("cases", "customer.openCases gt 0", Contact).Cooldown("wait", "event.type startsWith 'case.'", Contact + " & customer.openCases gte 2", "PT48H"),
            d => d.Hold("cases", "customer.openCases gt 0", Contact).Cooldown("wait", "event.type startsWith 'case.'", Contact, "PT48H")),
        new("rule-overruled", "what a person may allow still waits", d => d.Hold("cases", "customer.openCases gt 0", Contact).Cap("few", Contact + " & customer.openCases gt 1", 2, "P7D"),
            d => d.Hold("cases", "customer.openCases gt 0", Contact, "escalate").Cap("few", Contact + " & customer.openCases gt 1", 2, "P7D")),
        new("cooldown-moot", "one a week", d => d.Cooldown("day", "event.type eq 'contact.sent'", Contact, "PT24H").Cap("week", Contact, 1, "P7D"),
            d => d.Cooldown("day", "event.type startsWith 'contact'", Contact, "PT24H").Cap("week", Contact, 1, "P7D")),
        new("cooldown-moot", "two a week", d => d.Cooldown("day", "event.type eq 'contact.sent' & event.data.purpose eq 'promotion'", "action.purpose eq 'promotion'", "PT24H").Cap("week", "action.purpose eq 'promotion'", 1, "P7D"),
            d => d.Cooldown("day", "event.type eq 'contact.sent' & event.data.purpose eq 'promotion'", "action.purpose eq 'promotion'", "PT24H").Cap("week", "action.purpose eq 'promotion'", 2, "P7D")),
        new("cap-unreachable", "three of two", d => d.Cooldown("days", "event.type eq 'contact.sent'", Contact, "PT72H").Cap("week", Contact, 3, "P7D"), d => d.Cooldown("days", "event.type eq 'contact.sent'", Contact, "PT48H").Cap("week", Contact, 3, "P7D")),
        new("cap-unreachable", "stricter", d => d.Cooldown("days", "event.type eq 'contact.sent'", Contact, "PT72H").Cap("week", Contact, 3, "P7D"), d => d.Cooldown("days", "event.type eq 'contact.sent'", Contact, "PT72H").Cap("week", Contact, 3, "P7D", "suppress")),
        new("cap-unreachable", "of another department", d => d.Cooldown("days", "event.type eq 'contact.sent' & agent.department eq 'sales'", Contact, "PT96H").Cap("week", Contact + " & agent.department eq 'sales'", 2, "week"),
            d => d.Cooldown("days", "event.type eq 'contact.sent' & agent.department eq 'sales'", Contact, "PT96H").Cap("week", Contact, 2, "week")),
        new("always-quiet", "alone", d => d.Quiet("q", Contact, "08:00", "07:30"), d => d.Quiet("q", Contact, "21:00", "08:00")),
        new("always-quiet", "together", d => d.Quiet("day", Contact, "08:00", "20:00").Quiet("night", "action.kind eq 'contact.sms'", "19:00", "08:30"), d => d.Quiet("day", "action.kind eq 'contact.sms'", "08:00", "20:00").Quiet("night", Contact, "19:00", "08:30")),
        new("department-unknown", "misspelt", d => d.Guardrail("g", Contact + " & agent.department eq 'marketng'"), d => d.Guardrail("g", Contact + " & agent.department eq 'Marketing'")),
        new("department-unranked", "marketing", d => d.Member("departments", """["support", "sales"]""").Member("precedence", """{ "window": "PT15M" }"""), d => d.Member("departments", """["support", "sales"]""")),
        new("consent-covers", "wants none", d => d.Hold("h", "customer.doNotContact eq true", Contact), d => d.Hold("h", "customer.doNotContact eq true", "action.kind eq 'refund'")),
        new("consent-covers", "of a purpose", d => d.Guardrail("g", Contact + " & action.purpose eq 'promotion' & customer.consent.promotion eq false"), d => d.Guardrail("g", Contact + " & action.purpose eq 'promotion' & customer.consent.promotion exists false")),
        new("rule-silent", "for long", d => d.Guardrail("g", "action.purpose eq 'promotion'"), d => d.Guardrail("young", "action.purpose eq 'promotion'"), Draft.Company with
        {
            Activity = Draft.Company.Activity.Add("guardrail:g", new RuleActivity(Draft.Company.Now.AddDays(-90), Draft.Company.Now.AddDays(-31))).Add("guardrail:young", new RuleActivity(Draft.Company.Now.AddDays(-29), null)),
        }),
    ];
}
