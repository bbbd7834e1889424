namespace Baton.Web.Tests.Policies;

/// <summary>What there is to say about a draft is told before anybody publishes it.</summary>
public sealed class LintTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task It_names_the_rule_the_place_how_it_knows_and_a_change_that_answers_it()
    {
        await app.PutAsync("agents/care", """{"department":"support","kind":"pull"}""");
        Assert.Equal(200, (await app.PutAsync("policies/draft", """
            {"routing":[{"id":"all","when":{"field":"event.type","op":"startsWith","value":"message."},"to":{"agent":"care"}},
                        {"id":"some","when":{"field":"event.type","op":"eq","value":"message.received"},"to":{"agent":"nobody"}}]}
            """)).Status);

        var found = (await app.GetAsync("policies/draft/lint")).Items;

        var missing = found.Single(f => f.GetProperty("code").GetString() == "agent-missing");
        Assert.Equal(("error", "/routing/1/to/agent"), (missing.GetProperty("severity").GetString(), missing.GetProperty("pointer").GetString()));
        var unreachable = found.Single(f => f.GetProperty("code").GetString() == "route-unreachable");
        Assert.Equal(("warning", "reasoning", "routing:some"), (unreachable.GetProperty("severity").GetString(), unreachable.GetProperty("grounds").GetString(), unreachable.GetProperty("rules")[0].GetString()));
        Assert.NotEmpty(unreachable.GetProperty("fix").GetProperty("edits").EnumerateArray());
    }

    [Fact]
    public async Task A_draft_with_nothing_odd_has_no_findings()
    {
        await app.PutAsync("agents/care", """{"department":"support","kind":"pull"}""");
        await app.PutAsync("policies/draft", """{"routing":[{"id":"all","when":{"field":"event.type","op":"startsWith","value":"message."},"to":{"agent":"care"}}]}""");

        Assert.Empty((await app.GetAsync("policies/draft/lint")).Items);
    }
}

/// <summary>Without a draft there is nothing to look at.</summary>
public sealed class NoLintTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task It_is_not_found() => Assert.Equal(404, (await app.GetAsync("policies/draft/lint")).Status);
}
