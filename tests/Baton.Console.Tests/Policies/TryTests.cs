namespace Baton.Web.Tests.Policies;

/// <summary>What the draft and the published policy would decide, over HTTP.</summary>
public sealed class TryTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string AfterSupport = """
        {"cooldowns":[{"id":"after-support","after":{"field":"event.type","op":"startsWith","value":"case."},"blocks":{"all":[{"field":"agent.department","op":"eq","value":"sales"},{"field":"action.kind","op":"startsWith","value":"contact."}]},"for":"PT48H"}],
         "approvals":[{"id":"big","when":{"all":[{"field":"action.kind","op":"eq","value":"refund"},{"field":"action.data.amount","op":"gt","value":100}]},"queue":"finance"}]}
        """;

    [Fact]
    public async Task The_draft_stands_beside_the_published_policy_with_the_part_that_failed_of_each_rule()
    {
        await app.PutAsync("agents/outreach", """{"department":"sales","kind":"pull"}""");
        await app.PutAsync("policies/draft", AfterSupport);
        await app.EventAsync("case.resolved", "email:tia@example.com");

        var answer = await app.PostAsync("policies/draft/try", """{"action":{"agent":"outreach","customer":"email:tia@example.com","kind":"contact.email"}}""");

        Assert.Equal(200, answer.Status);
        var draft = answer["draft"];
        Assert.Equal(("delay", "cooldown:after-support"), (draft.GetProperty("verdict").GetString(), draft.GetProperty("rule").GetString()));
        Assert.Equal("allow", answer["published"].GetProperty("verdict").GetString());
        var considered = draft.GetProperty("considered").EnumerateArray().ToList();
        var decided = considered.Single(r => r.GetProperty("role").GetString() == "decided");
        Assert.Equal("After support works on a case, sales waits 48 h before contacting the customer.", decided.GetProperty("sentence").GetString());
        var why = considered.Single(r => r.GetProperty("id").GetString() == "big").GetProperty("why")[0];
        Assert.Equal(("when", "all", true), (why.GetProperty("place").GetString(), why.GetProperty("kind").GetString(), why.GetProperty("fails").GetBoolean()));
        Assert.Equal(("action.kind", "contact.email", true), (why.GetProperty("parts")[0].GetProperty("field").GetString(), why.GetProperty("parts")[0].GetProperty("found").GetString(), why.GetProperty("parts")[0].GetProperty("fails").GetBoolean()));
        Assert.Single((await app.GetAsync("timeline?customer=email:tia@example.com")).Items);
    }

    [Fact]
    public async Task The_clock_a_document_and_something_that_happened_can_be_given()
    {
        await app.PutAsync("agents/outreach", """{"department":"sales","kind":"pull"}""");
        var seq = await app.EventAsync("case.resolved", "email:tom@example.com");
        var now = app.Clock.GetUtcNow();

        var later = await app.PostAsync("policies/draft/try", $$"""{"action":{"agent":"outreach","customer":"email:tom@example.com","kind":"contact.email"},"document":{{AfterSupport}},"at":"{{now.AddHours(50):yyyy-MM-ddTHH:mm:ssZ}}"}""");
        var then = await app.PostAsync("policies/draft/try", $$"""{"seq":{{seq}}}""");
        var happening = await app.PostAsync("policies/draft/try", """{"event":{"type":"message.received","subject":"email:tom@example.com","data":{"text":"Hello"}}}""");

        Assert.Equal("allow", later["draft"].GetProperty("verdict").GetString());
        Assert.Equal("Support closed a case.", then["published"].GetProperty("sentence").GetString());
        Assert.Equal(200, happening.Status);
    }

    [Theory]
    [InlineData("{}", "/event")]
    [InlineData("""{"seq":0}""", "/seq")]
    [InlineData("""{"seq":99999999}""", "/seq")]
    [InlineData("""{"event":{"type":"baton.action.due"}}""", "/event/type")]
    [InlineData("""{"event":{"type":"x"},"action":{"agent":"a","customer":"email:a@example.com","kind":"refund"}}""", "/event")]
    [InlineData("""{"action":{"agent":"a","customer":"email:a@example.com","kind":"refund","more":1}}""", "/action/more")]
    [InlineData("""{"action":{"agent":"a","customer":"cus_0000000000000000","kind":"refund"}}""", "/action/customer")]
    [InlineData("""{"event":{"type":"x"},"at":"2020-01-01T00:00:00Z"}""", "/at")]
    [InlineData("""{"event":{"type":"x"},"document":{"caps":[{}]}}""", "/document/caps/0/id")]
    public async Task What_cannot_be_tried_is_named(string body, string pointer)
    {
        var answer = await app.PostAsync("policies/draft/try", body);

        Assert.Equal(422, answer.Status);
        Assert.Contains(pointer, answer.Faults);
    }
}
