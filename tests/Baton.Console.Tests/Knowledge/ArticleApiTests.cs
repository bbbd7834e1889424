namespace Baton.Web.Tests.Knowledge;

/// <summary>Help articles over HTTP.</summary>
public sealed class ArticleApiTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task An_article_is_written_found_changed_and_removed()
    {
        Assert.Equal(404, (await app.GetAsync("articles/skis")).Status);
        var made = await app.PutAsync("articles/skis", """{"title":"Skis on board","tags":["baggage"],"text":"Skis count as one bag.\n\nTell us a day before."}""");
        Assert.Equal((201, "Skis on board", false), (made.Status, made.Text("title"), made["proposed"].GetBoolean()));

        var found = (await app.GetAsync("articles:search?q=Can+I+bring+skis")).Items;
        Assert.Equal(("skis", "Skis count as one bag."), (found[0].GetProperty("id").GetString(), found[0].GetProperty("passage").GetString()));

        Assert.Equal(200, (await app.PutAsync("articles/skis", """{"title":"Skis on board","text":"Skis fly free."}""")).Status);
        Assert.Equal("Skis fly free.", (await app.GetAsync("articles/skis")).Text("text"));
        Assert.Equal(204, (await app.SendAsync(HttpMethod.Delete, "articles/skis")).Status);
        Assert.Equal(404, (await app.SendAsync(HttpMethod.Delete, "articles/skis")).Status);
    }

    [Fact]
    public async Task A_proposed_article_waits_and_is_accepted_by_writing_it()
    {
        var proposed = await app.PostAsync("articles:propose", """{"title":"Lost umbrellas","text":"We keep umbrellas for a year.","handoff":"c9-h1"}""");
        Assert.Equal((201, "lost-umbrellas", true, "c9-h1"), (proposed.Status, proposed.Text("id"), proposed["proposed"].GetBoolean(), proposed.Text("handoff")));
        Assert.Equal(409, (await app.PostAsync("articles:propose", """{"title":"Umbrellas","text":"We keep umbrellas for a year."}""")).Status);
        Assert.Empty((await app.GetAsync("articles:search?q=umbrella")).Items);

        await app.PutAsync("articles/lost-umbrellas", """{"title":"Lost umbrellas","text":"We keep umbrellas for a year."}""");

        Assert.Single((await app.GetAsync("articles:search?q=umbrella")).Items);
        Assert.Equal("c9-h1", (await app.GetAsync("articles/lost-umbrellas")).Text("handoff"));
    }

    [Fact]
    public async Task What_is_wrong_is_named_with_its_place()
    {
        Assert.Equal(["/text", "/title"], (await app.PutAsync("articles/a", """{"tags":[]}""")).Faults.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["/id"], (await app.PutAsync("articles/A!", """{"title":"a","text":"b"}""")).Faults);
        Assert.Equal(["/q"], (await app.GetAsync("articles:search?q=")).Faults);
    }
}
