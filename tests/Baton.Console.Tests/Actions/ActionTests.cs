namespace Baton.Web.Tests.Actions;

public sealed class ActionTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await app.PutAsync("agents/helper", """{"department":"support","kind":"pull"}""");
        await app.PublishAsync("""{"caps":[{"id":"one","blocks":{"field":"action.purpose","op":"eq","value":"capped"},"max":1,"per":"P7D"}],"guardrails":[{"id":"watch","mode":"shadow","then":"suppress","when":{"field":"action.text","op":"contains","value":"secret"}}]}""");
    }

    [Fact]
    public async Task Asking_again_with_the_same_id_is_asking_once()
    {
        var first = await AskAsync("same", "email:same@example.com", "hello");
        var again = await AskAsync("same", "email:same@example.com", "hello");
        var other = await AskAsync("same", "email:same@example.com", "other words");

        Assert.Equal((201, 200, 409), (first.Status, again.Status, other.Status));
        Assert.Equal(first.Json.ToString(), again.Json.ToString());
        Assert.Equal(("allow", "allowed"), (first.Text("verdict"), first.Text("status")));
        Assert.Equal(first["decided"].GetDateTimeOffset().AddMinutes(15), first["permit"].GetProperty("expires").GetDateTimeOffset());
    }

    [Fact]
    public async Task Faults_are_all_named()
    {
        var answer = await app.PostAsync("actions", """{"id":"","agent":"nobody","customer":"x","kind":"no good","execute":"them","surprise":1}""");

        Assert.Equal(422, answer.Status);
        Assert.Equal(["/agent", "/customer", "/execute", "/id", "/kind", "/surprise"], answer.Faults.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_check_answers_and_records_nothing()
    {
        var check = await app.PostAsync("actions:check", """{"agent":"helper","customer":"email:nobody-knows@example.com","kind":"contact.email"}""");

        Assert.Equal((200, "allow"), (check.Status, check.Text("verdict")));
        Assert.Equal(404, (await app.GetAsync("customers/email:nobody-knows@example.com")).Status);
    }

    [Fact]
    public async Task Of_64_who_ask_at_once_under_a_cap_of_one_exactly_one_is_allowed()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => app.PostAsync("actions", $$"""{"id":"cap-{{i}}","agent":"helper","customer":"email:crowd@example.com","kind":"contact.email","purpose":"capped"}""")));

        Assert.All(answers, a => Assert.Equal(201, a.Status));
        Assert.Single(answers, a => a.Text("verdict") == "allow");
        Assert.All(answers.Where(a => a.Text("verdict") != "allow"), a => Assert.Equal(("delay", "cap", "one"), (a.Text("verdict"), a["rule"].GetProperty("kind").GetString(), a["rule"].GetProperty("id").GetString())));
    }

    [Fact]
    public async Task A_rule_in_shadow_decides_nothing_and_says_what_it_would_have_said()
    {
        var answer = await AskAsync("shadow", "email:shadow@example.com", "a secret");

        Assert.Equal("allow", answer.Text("verdict"));
        var rule = answer["considered"].EnumerateArray().Single(c => c.GetProperty("id").GetString() == "watch");
        Assert.Equal((true, "shadow", "suppress"), (rule.GetProperty("matched").GetBoolean(), rule.GetProperty("mode").GetString(), rule.GetProperty("verdict").GetString()));
    }

    [Fact]
    public async Task A_failed_action_frees_its_slot_and_what_was_asked_can_be_listed()
    {
        const string ask = """{"agent":"helper","customer":"email:slot@example.com","kind":"contact.email","purpose":"capped","id":""";
        await app.PostAsync("actions", ask + "\"slot-1\"}");
        Assert.Equal("delay", (await app.PostAsync("actions:check", ask + "\"x\"}")).Text("verdict"));

        var reported = await app.PostAsync("actions/slot-1/outcome", """{"status":"failed","detail":"bounced"}""");

        Assert.Equal((200, "failed", "failed"), (reported.Status, reported.Text("status"), reported.Text("outcome")));
        Assert.Equal("allow", (await app.PostAsync("actions:check", ask + "\"x\"}")).Text("verdict"));
        Assert.Equal(["slot-1"], (await app.GetAsync("actions?customer=email:slot@example.com&agent=helper&verdict=allow")).Items.Select(i => i.GetProperty("id").GetString()!));
        Assert.Empty((await app.GetAsync("actions?customer=email:slot@example.com&rule=one")).Items);
        Assert.Equal(404, (await app.PostAsync("actions/unknown/outcome", """{"status":"done"}""")).Status);
    }

    [Fact]
    public async Task Baton_does_what_it_has_a_connector_for_and_refuses_the_rest()
    {
        var mail = await app.PostAsync("actions", """{"id":"by-baton-1","agent":"helper","customer":"email:conn@example.com","kind":"contact.email","execute":"baton"}""");
        await app.PostAsync("actions", """{"id":"by-baton-2","agent":"helper","customer":"email:conn@example.com","kind":"customer.update","execute":"baton","data":{"attributes":{"plan":"pro"}}}""");

        var done = await ApiApp.UntilAsync(() => app.GetAsync("actions/by-baton-2"), a => a.Text("status") == "done");

        Assert.Equal((422, "/execute"), (mail.Status, mail.Faults.Single()));
        Assert.Equal("done", done.Text("status"));
        Assert.Equal("pro", (await app.GetAsync("customers/email:conn@example.com"))["attributes"].GetProperty("plan").GetString());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<Answer> AskAsync(string id, string customer, string text) =>
        app.PostAsync("actions", $$"""{"id":"{{id}}","agent":"helper","customer":"{{customer}}","kind":"contact.email","text":"{{text}}"}""");
}
