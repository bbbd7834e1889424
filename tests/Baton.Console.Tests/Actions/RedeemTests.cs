namespace Baton.Web.Tests.Actions;

/// <summary>Whoever really sends shows a permit's token at the gate, over HTTP.</summary>
public sealed class RedeemTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    private const string Kim = "kim@example.com";

    public async ValueTask InitializeAsync()
    {
        await app.PutAsync("agents/helper", """{"department":"support","kind":"pull"}""");
        await app.PostAsync("members", $$"""{"email":"{{Kim}}","name":"Kim","role":"HumanAgent"}""");
    }

    [Fact]
    public async Task A_token_opens_once_and_shown_again_answers_the_same()
    {
        var token = TokenOf(await AskAsync("once"));

        var (first, again) = (await RedeemAsync("once", token), await RedeemAsync("once", token));

        Assert.Equal((200, 200, first.Json.ToString()), (first.Status, again.Status, again.Json.ToString()));
        Assert.Equal("begun", (await app.GetAsync("actions/once")).Text("status"));
        Assert.Equal("done", (await app.PostAsync("actions/once/outcome", """{"status":"done"}""")).Text("status"));
        Assert.Single((await app.GetAsync("timeline?customer=email:once@example.com&type=baton.action.begun")).Items);
    }

    [Fact]
    public async Task After_a_claim_it_opens_nothing_and_says_who_has_the_case()
    {
        var handoff = await HandoffAsync("late");
        var token = TokenOf(await AskAsync("late"));
        await app.PostAsync($"handoffs/{handoff}/claim", onBehalfOf: Kim);

        var refused = await RedeemAsync("late", token);

        Assert.Equal((409, "human-owns", Kim), (refused.Status, refused.Text("reasonCode"), refused.Text("owner")));
        Assert.Contains(Kim, refused.Text("reason"), StringComparison.Ordinal);
        Assert.Equal("breach", (await app.PostAsync("actions/late/outcome", """{"status":"done"}""")).Text("status"));
    }

    [Fact]
    public async Task What_was_redeemed_before_the_claim_is_no_breach_and_the_claim_names_it()
    {
        var handoff = await HandoffAsync("early");
        var token = TokenOf(await AskAsync("early"));
        Assert.Equal(200, (await RedeemAsync("early", token)).Status);
        await app.PostAsync($"handoffs/{handoff}/claim", onBehalfOf: Kim);

        Assert.Equal(200, (await RedeemAsync("early", token)).Status);
        Assert.Equal("done", (await app.PostAsync("actions/early/outcome", """{"status":"done"}""")).Text("status"));
        var claim = (await app.GetAsync("timeline?customer=email:early@example.com&type=baton.handoff.claimed")).Items.Single();
        Assert.Contains("On its way already: contact.email by helper", claim.GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_actions_token_opens_nothing_and_neither_does_a_made_up_one()
    {
        var token = TokenOf(await AskAsync("one"));
        await AskAsync("two");

        Assert.Equal(422, (await RedeemAsync("two", token)).Status);
        Assert.Equal(422, (await RedeemAsync("two", "made-up")).Status);
        Assert.Equal(404, (await RedeemAsync("three", token)).Status);
        Assert.Equal(200, (await RedeemAsync("one", token)).Status);
    }

    [Fact]
    public async Task The_same_question_gets_the_same_token_and_a_check_gets_none()
    {
        var (first, again) = (await AskAsync("same"), await AskAsync("same"));
        var check = await app.PostAsync("actions:check", """{"agent":"helper","customer":"email:check@example.com","kind":"contact.email","purpose":"reply","text":"Hello"}""");

        Assert.Equal(TokenOf(first), TokenOf(again));
        Assert.False(check["permit"].TryGetProperty("token", out _));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<Answer> AskAsync(string id) => app.PostAsync("actions", $$"""{"id":"{{id}}","agent":"helper","customer":"email:{{id}}@example.com","kind":"contact.email","purpose":"reply","text":"Hello"}""");

    private Task<Answer> RedeemAsync(string id, string token) => app.PostAsync($"actions/{id}/redeem", $$"""{"token":"{{token}}"}""");

    private async Task<string> HandoffAsync(string id)
    {
        await app.EventAsync("message.received", $"email:{id}@example.com", """{"text":"Let me talk to a human"}""");
        return (await app.GetAsync($"handoffs?customer=email:{id}@example.com")).Items.Single().GetProperty("id").GetString()!;
    }

    private static string TokenOf(Answer answer) => answer["permit"].GetProperty("token").GetString()!;
}
