namespace Baton.Web.Tests.Agents;

public sealed class SwitchEndpointTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task An_agent_drains_is_stopped_and_goes_on_each_on_the_timeline()
    {
        await DefineAsync("switched", "alone");

        var drained = await app.PostAsync("agents/switched/drain", """{"note":"moving house"}""");
        var again = await app.PostAsync("agents/switched/drain");
        var killed = await app.PostAsync("agents/switched/kill", """{"note":"wrong prices"}""");
        var resumed = await app.PostAsync("agents/switched/resume");

        Assert.Equal((200, "draining"), (drained.Status, drained.Text("state")));
        Assert.Equal((200, "draining"), (again.Status, again.Text("state")));
        Assert.Equal((200, "killed"), (killed.Status, killed.Text("state")));
        Assert.Equal((200, "active"), (resumed.Status, resumed.Text("state")));
        var types = (await app.GetAsync("timeline?agent=switched&limit=10")).Items.Select(i => i.GetProperty("type").GetString());
        Assert.Equal(["baton.agent.resumed", "baton.agent.killed", "baton.agent.drained", "baton.agent.defined"], types);
        Assert.Equal(404, (await app.PostAsync("agents/nobody/kill")).Status);
    }

    [Fact]
    public async Task A_department_is_switched_as_a_whole_and_no_other_with_it()
    {
        foreach (var (name, department) in (ValueTuple<string, string>[])[("a", "sales"), ("b", "sales"), ("c", "finance")]) await DefineAsync(name, department);

        var killed = await app.PostAsync("departments/sales/kill", """{"note":"wrong prices"}""");
        var other = await app.GetAsync("agents/c");
        var resumed = await app.PostAsync("departments/Sales/resume");
        var drained = await app.PostAsync("departments/sales/drain");

        Assert.Equal([("a", "killed"), ("b", "killed")], Stands(killed));
        Assert.Equal("active", other.Text("state"));
        Assert.Equal([("a", "active"), ("b", "active")], Stands(resumed));
        Assert.Equal([("a", "draining"), ("b", "draining")], Stands(drained));
        Assert.Equal(404, (await app.PostAsync("departments/nobody/kill")).Status);
    }

    [Fact]
    public async Task A_stopped_agents_result_is_refused_until_it_goes_on()
    {
        await DefineAsync("stopped", "support");
        await app.PublishAsync("""{"routing":[{"id":"stop","when":{"field":"event.type","op":"eq","value":"stop.x"},"to":{"agent":"stopped"}}]}""");
        await app.EventAsync("stop.x", "email:stop@example.com");
        var task = (await app.PostAsync("agents/stopped/tasks/claim")).Items.Single().GetProperty("id").GetString();
        await app.PostAsync("agents/stopped/kill");

        var refused = await app.PostAsync($"tasks/{task}/result", """{"status":"success"}""");
        var none = await app.PostAsync("agents/stopped/tasks/claim");
        await app.PostAsync("agents/stopped/resume");
        var taken = await app.PostAsync($"tasks/{task}/result", """{"status":"success"}""");

        Assert.Equal(409, refused.Status);
        Assert.Contains("stopped was stopped: its results are refused until it goes on", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Empty(none.Items);
        Assert.Equal(200, taken.Status);
    }

    private static IEnumerable<(string?, string?)> Stands(Answer agents) => agents.Items.Select(a => (a.GetProperty("name").GetString(), a.GetProperty("state").GetString()));

    private Task<Answer> DefineAsync(string name, string department) => app.PutAsync("agents/" + name, $$"""{"department":"{{department}}","kind":"pull"}""");
}
