namespace Baton.Web.Tests.Timeline;

public sealed class TimelineTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task What_was_acknowledged_is_found_at_once_by_every_filter()
    {
        await app.PutAsync("agents/scout", """{"department":"sales","kind":"pull"}""");
        var before = app.Clock.GetUtcNow();
        app.Clock.AdvanceTo(before.AddMinutes(10));
        var seq = await app.EventAsync("find.me", "email:find@example.com", """{"text":"the quokka sleeps"}""");
        await app.PostAsync("actions", """{"id":"found-1","agent":"scout","customer":"email:find@example.com","kind":"contact.email"}""");

        Assert.Equal([seq], await SeqsAsync("q=quokka"));
        Assert.Equal([seq], await SeqsAsync("q=\"quokka sleeps\"&customer=email:find@example.com"));
        Assert.Empty(await SeqsAsync("q=\"sleeps quokka\""));
        Assert.Equal([seq], await SeqsAsync("type=find.*"));
        Assert.Equal([seq], await SeqsAsync("customer=email:find@example.com&kind=event"));
        var action = (await app.GetAsync("timeline?agent=scout&kind=action")).Items.Single();
        Assert.Equal(("found-1", "allow", "agent:scout"), (action.GetProperty("action").GetString(), action.GetProperty("verdict").GetString(), action.GetProperty("actor").GetString()));
        Assert.DoesNotContain(seq, await SeqsAsync($"to={before.AddMinutes(9):yyyy-MM-ddTHH:mm:ssZ}"));
        Assert.Contains(seq, await SeqsAsync($"from={before.AddMinutes(9):yyyy-MM-ddTHH:mm:ssZ}"));
        Assert.Empty(await SeqsAsync("customer=email:stranger@example.com"));
        Assert.Empty(await SeqsAsync("run=none"));
    }

    [Fact]
    public async Task It_is_newest_first_and_pages_without_gaps()
    {
        var sent = new List<long>();
        for (var i = 0; i < 7; i++) sent.Add(await app.EventAsync("page.x", "email:pages@example.com"));

        var seen = new List<long>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await app.GetAsync("timeline?type=page.x&limit=3" + (cursor.Length > 0 ? "&cursor=" + cursor : ""));
            seen.AddRange(page.Items.Select(r => r.GetProperty("seq").GetInt64()));
            cursor = page.Text("next");
        }

        Assert.Equal(Enumerable.Reverse(sent), seen);
    }

    [Fact]
    public async Task Wrong_questions_name_every_fault()
    {
        var answer = await app.GetAsync("timeline?kind=odd&from=yesterday&to=5&outcome=fine");

        Assert.Equal(400, answer.Status);
        Assert.Equal(["/from", "/kind", "/outcome", "/to"], answer.Faults.Order(StringComparer.Ordinal));
    }

    private async Task<IReadOnlyList<long>> SeqsAsync(string query) => [.. (await app.GetAsync("timeline?" + query)).Items.Select(r => r.GetProperty("seq").GetInt64())];
}
