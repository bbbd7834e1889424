namespace Baton.Web.Tests.Actions;

/// <summary>The story from the field, told over HTTP with a clock that is moved.</summary>
public sealed class FieldStoryTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Policy = """
        {"departments":["support","sales"],
         "cooldowns":[{"id":"after-support","after":{"field":"event.type","op":"startsWith","value":"case."},"blocks":{"all":[{"field":"agent.department","op":"eq","value":"sales"},{"field":"action.kind","op":"startsWith","value":"contact."}]},"for":"PT48H","then":"delay"}],
         "holds":[{"id":"escalation","while":{"field":"customer.openHandoffs","op":"gt","value":0},"blocks":{"field":"action.purpose","op":"eq","value":"promotion"},"then":"suppress"}],
         "approvals":[{"id":"refunds","when":{"field":"action.kind","op":"eq","value":"refund"},"queue":"finance"}]}
        """;

    [Fact]
    public async Task Sales_waits_for_support_then_goes_on_and_a_wish_for_quiet_beats_all()
    {
        await app.PutAsync("agents/outreach", """{"department":"sales","kind":"pull"}""");
        await app.PutAsync("agents/helper", """{"department":"support","kind":"pull"}""");
        Assert.Equal(2, (await app.PublishAsync(Policy))["version"].GetInt32());
        await app.EventAsync("case.opened", "email:ana@example.com", """{"case":"7"}""");
        await app.EventAsync("case.resolved", "email:ana@example.com", """{"case":"7"}""");
        var resolved = app.Clock.GetUtcNow();
        app.Clock.AdvanceTo(resolved.AddHours(1));

        var asked = await PromoteAsync("promo-1");

        Assert.Equal(("delay", "cooldown", "delayed"), (asked.Text("verdict"), asked.Text("reasonCode"), asked.Text("status")));
        Assert.Equal(("cooldown", "after-support", 2), (asked["rule"].GetProperty("kind").GetString(), asked["rule"].GetProperty("id").GetString(), asked["rule"].GetProperty("policy").GetInt32()));
        Assert.Equal(resolved.AddHours(48), asked["until"].GetDateTimeOffset(), TimeSpan.FromSeconds(5));
        Assert.Contains("Support closed a case 1 h ago", asked.Text("reason"), StringComparison.Ordinal);
        var clock = (await app.GetAsync("customers/email:ana@example.com"))["cooldowns"][0];
        Assert.Equal(("after-support", asked["until"].GetDateTimeOffset()), (clock.GetProperty("rule").GetString(), clock.GetProperty("until").GetDateTimeOffset()));

        app.Clock.AdvanceTo(asked["until"].GetDateTimeOffset().AddSeconds(1));
        var due = await ApiApp.UntilAsync(() => app.GetAsync("actions/promo-1"), a => a.Text("verdict") != "delay");
        Assert.Equal(("allow", "allowed"), (due.Text("verdict"), due.Text("status")));

        var refund = await app.PostAsync("actions", """{"id":"refund-1","agent":"helper","customer":"email:ana@example.com","kind":"refund","data":{"amount":40}}""");
        Assert.Equal("escalate", refund.Text("verdict"));
        var held = await PromoteAsync("promo-2");
        Assert.Equal(("suppress", "hold"), (held.Text("verdict"), held.Text("reasonCode")));
        Assert.Equal("escalation", (await app.GetAsync("customers/email:ana@example.com"))["holds"][0].GetProperty("rule").GetString());

        await app.EventAsync("consent.changed", "email:ana@example.com", """{"doNotContact":true}""");
        var never = await PromoteAsync("promo-3");
        Assert.Equal(("suppress", "do-not-contact"), (never.Text("verdict"), never.Text("reasonCode")));
    }

    private Task<Answer> PromoteAsync(string id) =>
        app.PostAsync("actions", $$"""{"id":"{{id}}","agent":"outreach","customer":"email:ana@example.com","kind":"contact.email","purpose":"promotion"}""");
}
