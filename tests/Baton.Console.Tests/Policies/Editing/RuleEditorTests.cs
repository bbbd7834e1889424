using Baton.Core.Arbitration;
using Bunit;

namespace Baton.Web.Tests.Policies.Editing;

/// <summary>Rules of every kind are edited in fields, and handed out whole.</summary>
public sealed class RuleEditorTests : EditorTests
{
    private const string Message = """{ "field": "event.type", "op": "eq", "value": "message.received" }""";
    private const string Cap = $$"""{ "id": "weekly", "blocks": {{Contacts}}, "max": 3, "per": "week" }""";

    [Fact]
    public void Work_is_routed_to_another_agent_more_urgently()
    {
        var editor = Edit(RuleKind.Routing, $$"""{ "id": "mail", "when": {{Message}}, "to": { "agent": "reply" } }""");

        editor.Find("[aria-label='Agent']").Input("outreach");
        editor.Find("option[value=urgent]").ParentElement!.Change("urgent");

        Same($$"""{ "id": "mail", "when": {{Message}}, "to": { "agent": "outreach" }, "priority": "urgent" }""", Last);
        Assert.Equal("When the customer writes, it goes to outreach, urgently.", Sentence(editor));
    }

    [Fact]
    public void Work_is_routed_to_people_instead_of_an_agent()
    {
        var editor = Edit(RuleKind.Routing, $$"""{ "id": "mail", "when": {{Message}}, "to": { "agent": "reply" } }""");

        editor.Find("option[value=queue]").ParentElement!.Change("queue");
        Assert.Empty(Told);
        Assert.Contains("Choose the agent or the queue that gets it.", editor.Markup, StringComparison.Ordinal);
        editor.Find("[aria-label='Queue']").Input("finance");

        Same("""{ "queue": "finance" }""", Assert.Single(Told)["to"]);
    }

    [Fact]
    public void Where_it_goes_otherwise_stays_until_a_person_chooses_an_agent()
    {
        var editor = Edit(RuleKind.Routing, $$"""{ "id": "mail", "when": {{Message}}, "to": { "moon": "writers" } }""");

        Assert.Equal("As it is", editor.Find("option[value=otherwise]").TextContent);
        Assert.Empty(editor.FindAll("[aria-label='Agent']"));
        editor.Find("option[value=otherwise]").ParentElement!.Change("agent");
        editor.Find("[aria-label='Agent']").Input("reply");

        Same("""{ "agent": "reply" }""", Assert.Single(Told)["to"]);
    }

    [Fact]
    public void A_limit_on_how_often_work_is_given_counts_something_else()
    {
        var editor = Edit(RuleKind.Loop, $$"""{ "id": "circle", "when": {{Message}}, "max": 6, "per": "PT10M" }""");

        editor.Find("option[value=customer]").ParentElement!.Change("customer");
        editor.Find("input.num").Input("4");

        Same($$"""{ "id": "circle", "when": {{Message}}, "max": 4, "per": "PT10M", "counts": "customer" }""", Last);
        Assert.EndsWith("agents get at most 4 tasks of one customer within 10 min; before the next, a person is asked.", Sentence(editor), StringComparison.Ordinal);
    }

    [Fact]
    public void Work_is_shared_by_several_agents()
    {
        var editor = Edit(RuleKind.Routing, $$"""{ "id": "mail", "when": {{Message}}, "to": { "agent": "reply" } }""");

        editor.Find("option[value=pool]").ParentElement!.Change("pool");
        Button(editor, "Agent").Click();
        Assert.Contains("Choose an agent.", editor.Markup, StringComparison.Ordinal);
        editor.Find("[aria-label='Agent 2']").Input("outreach");
        editor.Find("[aria-label='Agent 2: most at once']").Input("3");
        editor.Find("[aria-label='Where it goes else']").Input("finance");

        Same("""{ "pool": { "agents": [ { "agent": "reply" }, { "agent": "outreach", "atOnce": 3 } ], "pick": "leastBusy", "else": { "queue": "finance" } } }""", Last["to"]);
        Assert.Equal("When the customer writes, it goes to whoever of reply and outreach (at most 3 at once) has the least to do, or else to the people of finance.", Sentence(editor));
        editor.Find("[aria-label='Remove reply']").Click();
        JSInterop.VerifyFocusAsyncInvoke();
        Same("""[ { "agent": "outreach", "atOnce": 3 } ]""", Last["to"]!["pool"]!["agents"]);
    }

    [Fact]
    public void A_route_asks_a_model_and_says_who_looks_when_that_is_not_sure()
    {
        var editor = Edit(RuleKind.Routing, """{ "id": "r", "when": { "field": "event.type", "op": "eq", "value": "message.received" }, "to": { "agent": "reply" } }""");

        editor.Find("input[type=checkbox]").Change(true);
        editor.Find("[aria-label='Model']").Input("intents");
        editor.Find("[aria-label='Labels']").Input("refund,");
        editor.Find("[aria-label='How sure it must be, %']").Input("90");
        editor.Find("option[value=next]").ParentElement!.Change("queue");
        editor.Find("[aria-label='Who looks at what it is not sure of']").Input("triage");

        Same("""{ "model": "intents", "is": ["refund"], "minConfidence": 0.9, "else": { "queue": "triage" } }""", Last["classify"]);
        Assert.Equal("When the customer writes and it is about “refund” (model intents, at least 90% sure), it goes to reply; when the model is not sure, to the people of triage.", Sentence(editor));
        editor.Find("input[type=checkbox]").Change(false);
        Assert.Null(Last["classify"]);
    }

    [Fact]
    public void A_cooldown_lasts_longer_and_suppresses()
    {
        var editor = Edit(RuleKind.Cooldown, $$"""{ "id": "c", "after": { "field": "event.type", "op": "startsWith", "value": "case." }, "blocks": {{Contacts}}, "for": "PT24H" }""");

        editor.Find(".duration input").Input("3");
        editor.Find(".duration select").Change("Days");
        Button(editor, "It is not done").Click();

        Assert.Equal(("P3D", "suppress"), (Last["for"]!.GetValue<string>(), Last["then"]!.GetValue<string>()));
        Assert.Equal("For 3 d after support works on a case, nobody contacts the customer.", Sentence(editor));
    }

    [Fact]
    public void A_hold_asks_a_person_and_cannot_delay()
    {
        var editor = Edit(RuleKind.Hold, $$"""{ "id": "h", "while": { "field": "customer.openHandoffs", "op": "gt", "value": 0 }, "blocks": {{Contacts}} }""");

        Assert.DoesNotContain(editor.FindAll(".verdict-choice button"), button => button.TextContent.Contains("waits", StringComparison.Ordinal));
        Button(editor, "A person decides").Click();

        Assert.Equal("While the customer has an open handoff, everybody needs a yes from a person before contacting the customer.", Sentence(editor));
        Assert.Equal("escalate", Last["then"]!.GetValue<string>());
    }

    [Fact]
    public void A_cap_counts_more_in_a_window_that_rolls()
    {
        var editor = Edit(RuleKind.Cap, Cap);

        editor.Find("input[max='500']").Input("5");
        editor.Find("option[value=rolling]").ParentElement!.Change("rolling");
        editor.Find(".duration input").Input("10");

        Same($$"""{ "id": "weekly", "blocks": {{Contacts}}, "max": 5, "per": "P10D" }""", Last);
        Assert.Equal("The customer is contacted at most 5 times in 10 d; the rest waits.", Sentence(editor));
    }

    [Fact]
    public void Quiet_hours_begin_later_by_the_clock_of_one_zone()
    {
        var editor = Edit(RuleKind.QuietHours, $$"""{ "id": "night", "blocks": {{Contacts}}, "from": "21:00", "to": "08:00" }""");

        editor.FindAll("input[type=time]")[0].Change("22:30");
        editor.Find("option[value=zone]").ParentElement!.Change("zone");
        editor.Find("[aria-label='Time zone']").Input("Europe/Berlin");

        Same($$"""{ "id": "night", "blocks": {{Contacts}}, "from": "22:30", "to": "08:00", "timeZone": "Europe/Berlin" }""", Last);
        Assert.Equal("Between 22:30 and 08:00 in Berlin time, nobody contacts the customer; it waits until 08:00.", Sentence(editor));
    }

    [Fact]
    public void An_approval_is_given_by_another_queue()
    {
        var editor = Edit(RuleKind.Approval, """{ "id": "a", "when": { "field": "action.kind", "op": "eq", "value": "refund" } }""");

        editor.Find("[placeholder=general]").Input("finance");

        Assert.Equal("Everybody needs a yes from finance before making a refund.", Sentence(editor));
        Assert.Equal("finance", Last["queue"]!.GetValue<string>());
    }

    [Fact]
    public void A_guardrail_is_never_done_at_all()
    {
        var editor = Edit(RuleKind.Guardrail, """{ "id": "g", "when": { "field": "action.text", "op": "matches", "value": "\\d{16}" } }""");

        Button(editor, "It is not done").Click();

        Assert.StartsWith("A text that matches the pattern", Sentence(editor), StringComparison.Ordinal);
        Assert.EndsWith("is never sent.", Sentence(editor), StringComparison.Ordinal);
        Assert.Equal("suppress", Last["then"]!.GetValue<string>());
    }

    [Fact]
    public void What_is_missing_is_asked_for_beside_its_field_and_nothing_is_handed_out()
    {
        var editor = Edit(RuleKind.Cap, Cap);

        editor.Find("input[max='500']").Input("0");
        Assert.Contains("Give a whole number from 1 to 500.", editor.Find("input[max='500']").Closest(".field")!.TextContent, StringComparison.Ordinal);
        editor.Find("input[max='500']").Input("");

        Assert.Empty(Told);
        Assert.Equal("The customer is contacted at most 3 times a week; the rest waits.", editor.Find(".live-sentence.stale > span").TextContent);
        editor.Find("input[max='500']").Input("2");
        Assert.Equal("The customer is contacted at most twice a week; the rest waits.", Sentence(editor));
        Assert.Equal(2, Assert.Single(Told)["max"]!.GetValue<int>());
    }

    [Fact]
    public void An_id_that_another_rule_has_is_refused()
    {
        var editor = Edit(RuleKind.Cap, Cap, others: ["monthly"]);

        editor.Find("input.mono").Change("Monthly");

        Assert.Empty(Told);
        Assert.Contains("Another rule of this kind is called “Monthly” already.", editor.Find("input.mono").Closest(".field")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(editor.Find("input.mono[aria-invalid=true]"));
    }

    [Fact]
    public void Its_own_id_may_be_among_those_that_are_taken()
    {
        var editor = Edit(RuleKind.Cap, Cap, others: ["weekly"]);

        editor.Find("input[max='500']").Input("5");

        Assert.Equal("weekly", Assert.Single(Told)["id"]!.GetValue<string>());
    }

    [Fact]
    public void A_new_rule_takes_its_id_from_its_name_until_a_person_chooses_one()
    {
        var editor = Edit(RuleKind.Cap, Cap, isNew: true, "less-is-more");

        editor.Find("[placeholder='What people call it']").Input("Less is more!");
        Assert.Equal("weekly", Last["id"]!.GetValue<string>());
        editor.Find("[placeholder='What people call it']").Change("Less is more!");
        Assert.Equal(("less-is-more-2", "Less is more!"), (Last["id"]!.GetValue<string>(), Last["name"]!.GetValue<string>()));

        editor.Find("input.mono").Change("mine");
        editor.Find("[placeholder='What people call it']").Input("Otherwise");
        editor.Find("[placeholder='What people call it']").Change("Otherwise");
        Assert.Equal(("mine", "Otherwise"), (Last["id"]!.GetValue<string>(), Last["name"]!.GetValue<string>()));
    }

    [Fact]
    public void Off_and_watching_are_said_only_where_they_are_so()
    {
        var editor = Edit(RuleKind.Cap, Cap);

        editor.Find("option[value=off]").ParentElement!.Change("off");
        editor.Find("option[value=shadow]").ParentElement!.Change("shadow");
        Same($$"""{ "id": "weekly", "blocks": {{Contacts}}, "max": 3, "per": "week", "enabled": false, "mode": "shadow" }""", Last);

        editor.Find("option[value=off]").ParentElement!.Change("on");
        editor.Find("option[value=shadow]").ParentElement!.Change("enforced");
        Same(Cap, Last);
    }

    [Fact]
    public void Members_that_nobody_touched_stay_as_they_were_written()
    {
        var editor = Edit(RuleKind.QuietHours, $$"""{ "timeZone": "customer", "description": "Why\u002c how", "id": "night", "blocks": { "all": [ {{Contacts}} ] }, "from": "21:00:30", "to": "08:00", "mode": "enforced" }""");

        editor.FindAll("input[type=time]")[1].Change("09:00");

        Assert.Equal("""{"timeZone":"customer","description":"Why, how","id":"night","blocks":{"all":[{"field":"action.kind","op":"startsWith","value":"contact."}]},"from":"21:00:30","to":"09:00","mode":"enforced"}""", Last.ToJsonString());
    }

    [Fact]
    public void What_the_reader_does_not_know_is_said_and_kept()
    {
        var editor = Edit(RuleKind.Cap, Cap.Replace("3,", "3, \"often\": true,", StringComparison.Ordinal));

        Assert.Contains("There is no 'often' here.", editor.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(Told);
    }

    [Fact]
    public void What_somebody_else_changes_flows_in_but_not_where_one_is_typing()
    {
        var editor = Edit(RuleKind.Cap, Cap);
        editor.Find("input[max='500']").FocusIn();

        editor.Render(e => e.Add(r => r.Rule, Rule($$"""{ "id": "monthly", "blocks": {{Contacts}}, "max": 9, "per": "month" }""")));

        Assert.Equal(("3", "month", "monthly"), (editor.Find("input[max='500']").GetAttribute("value"), editor.Find("option[value=rolling]").ParentElement!.GetAttribute("value"), editor.Find("input.mono").GetAttribute("value")));
        editor.Find("input[max='500']").FocusOut();
        Assert.Equal("9", editor.Find("input[max='500']").GetAttribute("value"));
        Assert.Empty(Told);
    }

    private static string Sentence(IRenderedComponent<Baton.Web.Policies.Editing.RuleEditor> editor)
    {
        Assert.Empty(editor.FindAll(".live-sentence.stale"));
        return editor.Find(".live-sentence > span").TextContent;
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<Baton.Web.Policies.Editing.RuleEditor> editor, string text) => editor.FindAll("button").Single(button => button.TextContent.Contains(text, StringComparison.Ordinal));
}
