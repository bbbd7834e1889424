namespace Baton.Web.Tests.Policies;

/// <summary>What stands between a draft and its publication, over HTTP.</summary>
public sealed class PublishingTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string OneCap = """{"caps":[{"id":"daily","blocks":{"field":"action.kind","op":"startsWith","value":"contact."},"max":1,"per":"day"}]}""";

    [Fact]
    public async Task A_draft_says_in_sentences_what_it_would_change_and_can_be_dropped()
    {
        await app.PutAsync("policies/draft", OneCap);

        var change = (await app.GetAsync("policies/draft/changes")).Items.Single(c => c.GetProperty("subject").GetString() == "cap:daily");
        Assert.Equal(("added", "The customer is contacted at most once a day; the rest waits."), (change.GetProperty("kind").GetString(), change.GetProperty("after").GetString()));

        Assert.Equal(204, (await app.SendAsync(HttpMethod.Delete, "policies/draft")).Status);
        foreach (var gone in (string[])["policies/draft", "policies/draft/changes"]) Assert.Equal(404, (await app.GetAsync(gone)).Status);
        Assert.Equal(204, (await app.SendAsync(HttpMethod.Delete, "policies/draft")).Status);
    }

    [Fact]
    public async Task What_names_an_agent_that_there_is_not_is_refused_with_its_place_and_nothing_changes()
    {
        await app.PutAsync("agents/care", """{"department":"support","kind":"pull"}""");
        await app.PutAsync("policies/draft", """{"routing":[{"id":"all","when":{"field":"event.type","op":"exists","value":true},"to":{"agent":"caer"}}]}""");
        var before = (await app.GetAsync("policy"))["version"].GetInt32();

        var refused = await app.PostAsync("policies/draft/publish");

        Assert.Equal(422, refused.Status);
        Assert.Equal(["/routing/0/to/agent"], refused.Faults);
        Assert.Equal(before, (await app.GetAsync("policy"))["version"].GetInt32());
        Assert.Equal(200, (await app.GetAsync("policies/draft")).Status);
    }
}

/// <summary>A workspace that publishes with a second person's yes.</summary>
public sealed class SecondPersonTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task One_asks_another_says_yes_and_a_key_alone_is_nobody()
    {
        Assert.Equal(422, (await app.PutAsync("policies/second-person", "{}")).Status);
        Assert.True((await app.PutAsync("policies/second-person", """{"required":true}"""))["required"].GetBoolean());
        foreach (var person in (string[])["ana2", "ben2"]) await app.PostAsync("members", $$"""{"email":"{{person}}@example.com","name":"{{person}}","role":"Admin"}""");
        await app.PutAsync("policies/draft", """{"departments":["sales"]}""");

        var asked = await app.PostAsync("policies/draft/publish", """{"note":"Only sales"}""", "ana2@example.com");
        Assert.Equal((202, "waiting", "ana2@example.com"), (asked.Status, asked["status"].GetString(), asked["by"].GetString()));
        Assert.Equal(202, (await app.PostAsync("policies/draft/publish", "{}", "ana2@example.com")).Status);
        Assert.Equal(202, (await app.PostAsync("policies/draft/publish")).Status);
        Assert.Equal(1, (await app.GetAsync("policy"))["version"].GetInt32());

        Assert.Equal(2, (await app.PostAsync("policies/draft/publish", "{}", "ben2@example.com"))["version"].GetInt32());
        Assert.Equal("Only sales (asked for by ana2@example.com)", (await app.GetAsync("policies")).Items[0].GetProperty("note").GetString());
    }
}
