namespace Baton.Web.Tests.Agents.Versions;

public sealed class VersionEndpointTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task Each_definition_is_a_version_and_a_former_one_is_restored_as_a_new_one()
    {
        await DefineAsync("restored", "first");
        await DefineAsync("restored", "second");

        var restored = await app.PostAsync("agents/restored/versions/1/restore", """{"note":"the first was better"}""");
        var versions = (await app.GetAsync("agents/restored/versions")).Items;

        Assert.Equal((200, "first", 3), (restored.Status, restored.Text("description"), restored["version"].GetInt32()));
        Assert.Equal([(3, true, "first"), (2, false, "second"), (1, false, "first")], versions.Select(v => (v.GetProperty("version").GetInt32(), v.GetProperty("inForce").GetBoolean(), v.GetProperty("definition").GetProperty("description").GetString())));
        Assert.Equal("the first was better", versions[0].GetProperty("note").GetString());
        Assert.Equal(404, (await app.PostAsync("agents/restored/versions/9/restore")).Status);
        Assert.Equal(404, (await app.GetAsync("agents/nobody/versions")).Status);
    }

    [Fact]
    public async Task A_definition_is_tried_on_a_share_that_is_changed_and_then_put_in_force()
    {
        await DefineAsync("promoted", "first");

        var begun = await app.PutAsync("agents/promoted/experiment", """{"definition":{"department":"support","kind":"built-in","builtIn":"triage","description":"shorter"},"share":20,"note":"perhaps"}""");
        var more = await app.PostAsync("agents/promoted/experiment/share", """{"share":40}""");

        Assert.True(begun.Status == 201, begun.Json.ToString());
        Assert.Equal((2, 20, "tooEarly"), (begun["version"].GetInt32(), begun["share"].GetInt32(), begun.Text("verdict")));
        Assert.StartsWith("Too early to say: 0 tasks", begun.Text("sentence"), StringComparison.Ordinal);
        Assert.Equal(40, more["share"].GetInt32());
        Assert.Equal("first", (await app.GetAsync("agents/promoted")).Text("description"));

        var promoted = await app.PostAsync("agents/promoted/experiment/promote", """{"note":"better"}""");

        Assert.Equal((200, "shorter", 2), (promoted.Status, promoted.Text("description"), promoted["version"].GetInt32()));
        Assert.Equal(404, (await app.GetAsync("agents/promoted/experiment")).Status);
    }

    [Fact]
    public async Task A_former_version_is_tried_and_the_trial_ended()
    {
        await DefineAsync("ended", "first");
        await DefineAsync("ended", "second");

        var begun = await app.PutAsync("agents/ended/experiment", """{"version":1,"share":10}""");
        var tried = (await app.GetAsync("agents/ended/versions")).Items.Where(v => v.GetProperty("tried").GetBoolean()).Select(v => v.GetProperty("version").GetInt32());
        var ended = await app.SendAsync(HttpMethod.Delete, "agents/ended/experiment");

        Assert.Equal((201, 1), (begun.Status, begun["version"].GetInt32()));
        Assert.Equal([1], tried);
        Assert.Equal((200, "second"), (ended.Status, ended.Text("description")));
    }

    [Fact]
    public async Task While_one_version_is_tried_the_agent_keeps_as_it_is_and_no_other_is_tried()
    {
        await DefineAsync("kept", "first");
        await DefineAsync("kept", "second");
        await app.PutAsync("agents/kept/experiment", """{"version":1,"share":10}""");

        var changed = await DefineAsync("kept", "third");
        var restored = await app.PostAsync("agents/kept/versions/1/restore");
        var other = await app.PutAsync("agents/kept/experiment", """{"version":1,"share":20}""");

        Assert.Equal((409, 409, 409), (changed.Status, restored.Status, other.Status));
        Assert.Contains("Promote it or end the trial", changed.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(("second", 10), ((await app.GetAsync("agents/kept")).Text("description"), (await app.GetAsync("agents/kept/experiment"))["share"].GetInt32()));
    }

    [Fact]
    public async Task Where_nothing_is_tried_there_is_nothing_to_change_promote_or_end()
    {
        await DefineAsync("untried", "first");

        Assert.Equal(404, (await app.GetAsync("agents/untried/experiment")).Status);
        Assert.Equal(409, (await app.PostAsync("agents/untried/experiment/share", """{"share":20}""")).Status);
        Assert.Equal(409, (await app.PostAsync("agents/untried/experiment/promote")).Status);
        Assert.Equal(409, (await app.SendAsync(HttpMethod.Delete, "agents/untried/experiment")).Status);
        Assert.Equal(409, (await app.PutAsync("agents/untried/experiment", """{"version":1,"share":20}""")).Status);
        Assert.Equal(404, (await app.PutAsync("agents/untried/experiment", """{"version":7,"share":20}""")).Status);
    }

    [Fact]
    public async Task A_former_version_with_which_tasks_would_now_go_in_a_circle_is_neither_restored_nor_tried()
    {
        await app.PutAsync("agents/circled", """{"department":"support","kind":"built-in","builtIn":"triage","fallback":"circler"}""");
        await DefineAsync("circled", "second");
        await app.PutAsync("agents/circler", """{"department":"support","kind":"pull","fallback":"circled"}""");

        var restored = await app.PostAsync("agents/circled/versions/1/restore");
        var tried = await app.PutAsync("agents/circled/experiment", """{"version":1,"share":10}""");

        Assert.Equal((409, 409), (restored.Status, tried.Status));
        Assert.StartsWith("Version 1 of circled does not fit the other agents any more. A task would go round in a circle: circled → circler → circled.", restored.Text("detail"), StringComparison.Ordinal);
        Assert.Equal("second", (await app.GetAsync("agents/circled")).Text("description"));
    }

    [Theory]
    [InlineData("""{"share":10}""", "/version")]
    [InlineData("""{"version":1}""", "/share")]
    [InlineData("""{"version":1,"share":100}""", "/share")]
    [InlineData("""{"definition":{"department":"support","kind":"built-in","builtIn":"triage","tolls":[]},"share":10}""", "/definition/tolls")]
    [InlineData("""{"definition":{"department":"support","kind":"built-in","builtIn":"triage","output":{"type":"number","minimum":"many"}},"share":10}""", "/definition/output/minimum")]
    [InlineData("""{"definition":{"department":"support","kind":"built-in","builtIn":"triage","fallback":"leads-back"},"share":10}""", "/definition/fallback")]
    public async Task What_cannot_be_tried_is_said_with_its_place(string body, string fault)
    {
        await DefineAsync("faulty", "first");
        await app.PutAsync("agents/leads-back", """{"department":"support","kind":"pull","senior":"faulty"}""");

        var answer = await app.PutAsync("agents/faulty/experiment", body);

        Assert.Equal(422, answer.Status);
        Assert.Equal([fault], answer.Faults);
    }

    private Task<Answer> DefineAsync(string name, string description) => app.PutAsync("agents/" + name, $$"""{"department":"support","kind":"built-in","builtIn":"triage","description":"{{description}}"}""");
}
