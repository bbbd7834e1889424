namespace Baton.Web.Tests.Policies;

public sealed class PolicyTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task A_draft_is_checked_published_and_restored()
    {
        Assert.Equal(404, (await app.GetAsync("policies/draft")).Status);
        Assert.Equal(409, (await app.PostAsync("policies/draft/publish")).Status);

        var wrong = await app.PutAsync("policies/draft", """{"caps":[{"id":"c","max":0,"per":"often"}],"holds":[{"id":"h","while":{"field":"x.y","op":"eq","value":1}}],"rules":[]}""");
        Assert.Equal(422, wrong.Status);
        Assert.Equal(["/caps/0/blocks", "/caps/0/max", "/caps/0/per", "/holds/0/blocks", "/holds/0/while/field", "/rules"], wrong.Faults.Order(StringComparer.Ordinal));
        Assert.Equal(404, (await app.GetAsync("policies/draft")).Status);

        var current = await app.GetAsync("policy");
        Assert.Equal(1, current["version"].GetInt32());
        Assert.Equal(200, (await app.PutAsync("policies/draft", current.Json.ToString())).Status);
        Assert.Equal(1, (await app.GetAsync("policy"))["version"].GetInt32());

        Assert.Equal(2, (await app.PostAsync("policies/draft/publish", """{"note":"as before"}"""))["version"].GetInt32());
        Assert.Equal(404, (await app.GetAsync("policies/draft")).Status);
        Assert.Equal(3, (await app.PostAsync("policies/1/restore"))["version"].GetInt32());
        Assert.Equal(404, (await app.PostAsync("policies/77/restore")).Status);

        var versions = (await app.GetAsync("policies")).Items;
        Assert.Equal([3, 2, 1], versions.Select(v => v.GetProperty("version").GetInt32()));
        Assert.Equal("as before", versions[1].GetProperty("note").GetString());
        Assert.True(versions[0].GetProperty("current").GetBoolean());
        Assert.Equal(2, (await app.GetAsync("policies/2"))["version"].GetInt32());
    }
}
