namespace Baton.Web.Tests.Actions;

/// <summary>Letting a suppressed action through, and the day's digest, over HTTP.</summary>
public sealed class RestoreTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string OneADay = """{"caps":[{"id":"one","blocks":{"field":"action.kind","op":"startsWith","value":"contact."},"max":1,"per":"day","then":"suppress"}]}""";

    [Fact]
    public async Task An_operator_lets_it_through_with_a_reason_and_a_time_limit()
    {
        var id = await SuppressedAsync("email:rita@example.com", "rita");
        var until = app.Clock.GetUtcNow().AddHours(2);

        Assert.Equal(403, (await RestoreAsync(id, until, "hanna@example.com")).Status);
        var answer = await RestoreAsync(id, until, "olga@example.com");

        Assert.Equal((200, "allow", "allowed"), (answer.Status, answer.Text("verdict"), answer.Text("status")));
        Assert.Contains("olga@example.com let it through after all", answer.Text("reason"), StringComparison.Ordinal);
        Assert.Equal(409, (await RestoreAsync(id, until, "olga@example.com")).Status);
        Assert.Contains("People let", string.Join(' ', (await app.GetAsync("digest"))["sentences"].EnumerateArray().Select(s => s.GetString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consent_stands_above_it()
    {
        var id = await SuppressedAsync("email:rolf@example.com", "rolf");
        await app.EventAsync("consent.changed", "email:rolf@example.com", """{"doNotContact":true}""");

        var answer = await RestoreAsync(id, app.Clock.GetUtcNow().AddHours(2), "olga@example.com");

        Assert.Equal((200, "suppress", "do-not-contact"), (answer.Status, answer.Text("verdict"), answer.Text("reasonCode")));
    }

    [Fact]
    public async Task A_time_limit_too_far_or_past_is_named_and_so_is_a_missing_reason()
    {
        var id = await SuppressedAsync("email:rosa@example.com", "rosa");

        Assert.Equal(["/until"], (await RestoreAsync(id, app.Clock.GetUtcNow().AddDays(8), "olga@example.com")).Faults);
        Assert.Equal(["/until"], (await RestoreAsync(id, app.Clock.GetUtcNow().AddDays(-1), "olga@example.com")).Faults);
        Assert.Equal(["/until", "/note"], (await app.PostAsync($"actions/{id}/restore", "{}", "olga@example.com")).Faults);
        Assert.Equal(404, (await app.PostAsync("actions/none/restore", $$"""{"until":"{{app.Clock.GetUtcNow().AddHours(1):yyyy-MM-ddTHH:mm:ssZ}}","note":"x"}""", "olga@example.com")).Status);
        Assert.Equal(422, (await app.GetAsync("digest?day=yesterday")).Status);
    }

    private Task<Answer> RestoreAsync(string id, DateTimeOffset until, string person) => app.PostAsync($"actions/{id}/restore", $$"""{"until":"{{until:yyyy-MM-ddTHH:mm:ssZ}}","note":"They asked for it."}""", person);

    private async Task<string> SuppressedAsync(string customer, string name)
    {
        await app.PostAsync("members", """{"email":"olga@example.com","name":"Olga","role":"Operator"}""");
        await app.PostAsync("members", """{"email":"hanna@example.com","name":"Hanna","role":"HumanAgent"}""");
        await app.PutAsync("agents/outreach", """{"department":"sales","kind":"pull"}""");
        await app.PublishAsync(OneADay);
        await app.PostAsync("actions", $$"""{"id":"{{name}}-1","agent":"outreach","customer":"{{customer}}","kind":"contact.email"}""");
        var second = await app.PostAsync("actions", $$"""{"id":"{{name}}-2","agent":"outreach","customer":"{{customer}}","kind":"contact.email"}""");
        Assert.Equal("suppress", second.Text("verdict"));
        return $"{name}-2";
    }
}
