namespace Baton.Web.Tests.Actions;

/// <summary>People answer what waits, over HTTP.</summary>
public sealed class AnswerTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    private const string Joe = "joe@example.com";
    private const string Kim = "kim@example.com";

    public async ValueTask InitializeAsync()
    {
        await app.PutAsync("agents/helper", """{"department":"sales","kind":"pull"}""");
        await app.PublishAsync("""
            {"cooldowns":[{"id":"after-support","after":{"field":"event.type","op":"startsWith","value":"case."},"blocks":{"field":"action.kind","op":"startsWith","value":"contact."},"for":"PT48H","then":"delay"}],
             "approvals":[{"id":"refunds","when":{"field":"action.kind","op":"eq","value":"refund"},"queue":"finance"}]}
            """);
        await app.PostAsync("members", $$"""{"email":"{{Joe}}","name":"Joe","role":"Operator"}""");
        await app.PostAsync("members", $$"""{"email":"{{Kim}}","name":"Kim","role":"HumanAgent"}""");
        await app.PostAsync("members", """{"email":"eye@example.com","name":"Eye","role":"Viewer"}""");
    }

    [Fact]
    public async Task An_operator_lets_a_delayed_action_through_and_the_log_says_who_and_why()
    {
        await DelayedAsync("now");

        var answer = await app.PostAsync("actions/now/approve", """{"note":"She asked for it."}""", Joe);

        Assert.Equal((200, "allow", "allowed", "joe@example.com let it through: She asked for it."), (answer.Status, answer.Text("verdict"), answer.Text("status"), answer.Text("reason")));
        var row = (await app.GetAsync("timeline?customer=email:now@example.com&type=baton.action.answered")).Items.Single();
        Assert.Equal(("person:joe@example.com", "allow"), (row.GetProperty("actor").GetString(), row.GetProperty("verdict").GetString()));
        Assert.Equal("done", (await app.PostAsync("actions/now/outcome", """{"status":"done"}""")).Text("status"));
        Assert.Equal(409, (await app.PostAsync("actions/now/reject", """{"note":"too late"}""", Joe)).Status);
    }

    [Fact]
    public async Task The_first_answer_is_repeated_although_a_person_has_answered_since()
    {
        var first = await DelayedAsync("repeat");
        await app.PostAsync("actions/repeat/approve", """{"note":"go"}""", Joe);

        var again = await AskAsync("repeat", "contact.email");

        Assert.Equal((201, 200), (first.Status, again.Status));
        Assert.Equal(first.Json.ToString(), again.Json.ToString());
        Assert.Equal("allow", (await app.GetAsync("actions/repeat")).Text("verdict"));
    }

    [Fact]
    public async Task Human_agents_answer_only_what_their_own_customers_wait_for()
    {
        Assert.Equal("escalate", (await AskAsync("mine", "refund")).Text("verdict"));
        var handoff = (await app.GetAsync("actions/mine")).Text("handoff");

        var strange = await app.PostAsync("actions/mine/approve", """{"note":"x"}""", Kim);
        await app.PostAsync($"handoffs/{handoff}/claim", onBehalfOf: Kim);
        var taken = await app.PostAsync("actions/mine/approve", """{"note":"x"}""", Joe);
        var own = await app.PostAsync("actions/mine/approve", """{"note":"x"}""", Kim);

        Assert.Equal((403, 409, 200), (strange.Status, taken.Status, own.Status));
        Assert.Equal(Kim, taken.Text("owner"));
        Assert.Equal("allow", own.Text("verdict"));
        var closed = await app.GetAsync($"handoffs/{handoff}");
        Assert.Equal(("resolved", Kim, "approved"), (closed.Text("status"), closed.Text("resolvedBy"), closed.Text("outcome")));
    }

    [Fact]
    public async Task Consent_beats_a_persons_yes()
    {
        await DelayedAsync("consent");
        await app.EventAsync("consent.changed", "email:consent@example.com", """{"doNotContact":true}""");

        var answer = await app.PostAsync("actions/consent/approve", """{"note":"please"}""", Joe);

        Assert.Equal((200, "suppress", "do-not-contact"), (answer.Status, answer.Text("verdict"), answer.Text("reasonCode")));
    }

    [Fact]
    public async Task A_no_is_a_decision_too()
    {
        await DelayedAsync("no");

        var answer = await app.PostAsync("actions/no/reject", """{"note":"Not this week"}""", Joe);

        Assert.Equal(("suppress", "rejected", "suppressed", "joe@example.com said no: Not this week."), (answer.Text("verdict"), answer.Text("reasonCode"), answer.Text("status"), answer.Text("reason")));
    }

    [Fact]
    public async Task It_takes_a_person_with_the_right_a_note_and_an_action_that_is_there()
    {
        await DelayedAsync("rights");

        Assert.Equal(403, (await app.PostAsync("actions/rights/approve", """{"note":"x"}""")).Status);
        Assert.Equal(403, (await app.PostAsync("actions/rights/approve", """{"note":"x"}""", "eye@example.com")).Status);
        Assert.Equal(["/note"], (await app.PostAsync("actions/rights/approve", """{"note":" "}""", Joe)).Faults);
        Assert.Equal(404, (await app.PostAsync("actions/nothing/approve", """{"note":"x"}""", Joe)).Status);
        Assert.Equal("delay", (await app.GetAsync("actions/rights")).Text("verdict"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<Answer> DelayedAsync(string id)
    {
        await app.EventAsync("case.resolved", $"email:{id}@example.com", """{"case":"7"}""");
        var asked = await AskAsync(id, "contact.email");
        Assert.Equal("delay", asked.Text("verdict"));
        return asked;
    }

    private Task<Answer> AskAsync(string id, string kind) => app.PostAsync("actions", $$$"""{"id":"{{{id}}}","agent":"helper","customer":"email:{{{id}}}@example.com","kind":"{{{kind}}}","data":{"amount":40}}""");
}
