using Baton.Core.Policies.Linting;

namespace Baton.Core.Tests.Policies.Linting;

/// <summary>A policy of a thousand rules is looked at while one types. What it costs is counted in looks at one field, so that it is the same on every machine.</summary>
public sealed class LintIsFastTests
{
    private const string Contact = "action.kind startsWith 'contact.'";
    private static readonly string[] Agents = ["triage", "care", "outreach", "promo"];

    [Fact]
    public void Many_routing_rules_about_many_things()
    {
        var draft = new Draft();
        for (var i = 0; i < 1000; i++) draft.Route($"r{i}", $"event.type eq 'type{i % 50}' & event.data.output.label eq 'label{i / 50}'", Agents[i % 4]);

        Assert.InRange(Lint(draft).Spent, 1000, 15_000);
    }

    [Fact]
    public void Many_routing_rules_that_all_overlap()
    {
        var draft = new Draft();
        for (var i = 0; i < 1000; i++) draft.Route($"r{i}", $"event.type eq 'message.received' & event.text containsAny ['word{i}','other{i}']", Agents[i % 4]);

        Assert.InRange(Lint(draft).Spent, 1000, 30_000);
    }

    [Fact]
    public void Many_rules_of_every_kind()
    {
        var draft = new Draft();
        for (var i = 0; i < 200; i++)
        {
            draft.Route($"r{i}", $"event.type eq 'type{i % 50}' & customer.plan in ['a{i}','b'] & event.data.total gt {i}", Agents[i % 4])
                .Cooldown($"c{i}", $"event.type eq 'contact.sent' & agent.department eq 'sales' & event.data.purpose eq 'p{i}'", Contact + $" & action.purpose eq 'p{i}'", "PT24H")
                .Cap($"c{i}", Contact + $" & action.purpose eq 'p{i}'", 3, "P7D")
                .Hold($"h{i}", $"customer.openCases gt {i}", Contact + $" & action.purpose eq 'p{i}'")
                .Approval($"a{i}", $"action.kind eq 'refund{i}' & action.data.amount gt 100");
        }

        Assert.InRange(Lint(draft).Spent, 1000, 20_000);
    }

    [Fact]
    public void What_would_take_too_long_is_left_out_and_said()
    {
        // For every two of these it takes a proof that no text suits both.
        var draft = new Draft();
        for (var i = 0; i < 1500; i++) draft.Route($"r{i}", $"event.text contains 'w{i:0000}' & event.text startsWith 'b{i:0000}'", Agents[i % 4]);
        for (var i = 0; i < 400; i++) draft.Hold($"h{i}", $"customer.openCases gt {i}", $"action.text contains 'w{i}'");

        var run = Lint(draft);
        Assert.InRange(run.Spent, 50_000, 70_000);
        Assert.Contains(run.Findings, f => f.Kind.Code == "incomplete" && f.Sentence.StartsWith("There was too much to compare; left out", StringComparison.Ordinal));
    }

    private static LintRun Lint(Draft draft) => Linter.Run(draft.Read(), Draft.Company);
}
