using Baton.Engine.Jobs;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Settings;

public sealed class RetentionTests : IAsyncDisposable
{
    private readonly ApiApp _app = new();

    [Fact]
    public async Task Everything_is_kept_until_an_admin_says_otherwise()
    {
        var before = await _app.GetAsync("retention");
        var put = await _app.PutAsync("retention", """{"keep":"P365D","archive":true}""");
        var after = await _app.GetAsync("retention");

        Assert.Equal((200, 200), (before.Status, put.Status));
        Assert.False(before.Json.TryGetProperty("keep", out var keep) && keep.GetString() is not null);
        Assert.True(before["archive"].GetBoolean());
        Assert.Equal("P365D", after.Text("keep"));
        Assert.Equal(401, (await _app.SendAsync(HttpMethod.Get, "retention", key: "another")).Status);
    }

    [Fact]
    public async Task Only_a_key_for_admins_reads_or_changes_it()
    {
        var others = await _app.Services.GetRequiredService<KeyDesk>().CreateAsync(WorkspaceDesk.First, "others", [.. Scopes.All.Except([Scopes.Admin], StringComparer.Ordinal)]);

        Assert.Equal(403, (await _app.SendAsync(HttpMethod.Get, "retention", key: others.Secret)).Status);
        Assert.Equal(403, (await _app.SendAsync(HttpMethod.Put, "retention", """{"keep":"P365D"}""", key: others.Secret)).Status);
        Assert.Equal(401, (await _app.SendAsync(HttpMethod.Put, "retention", """{"keep":"P365D"}""", key: null)).Status);
        Assert.False((await _app.GetAsync("retention")).Json.TryGetProperty("keep", out var keep) && keep.GetString() is not null);
    }

    [Fact]
    public async Task A_policy_that_looks_back_further_than_the_log_is_refused_with_what_can_be_done()
    {
        await ArchiveAsync(_app);

        var refused = await _app.PublishAsync("""{"cooldowns":[{"id":"long","after":{"field":"event.type","op":"eq","value":"case.opened"},"blocks":{"field":"action.kind","op":"eq","value":"contact.email"},"for":"P90D","then":"delay"}]}""");

        Assert.Equal(409, refused.Status);
        Assert.Contains("Choose at most", refused.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_that_is_gone_is_a_problem_with_a_reason_and_the_newer_rows_are_still_answered()
    {
        var seq = await ArchiveAsync(_app);
        Directory.Delete(Path.Combine(_app.Data, "archive"), recursive: true);

        var newer = await _app.GetAsync("timeline?type=note.made&limit=5");
        var older = await _app.GetAsync($"timeline?type=note.made&limit=5&cursor={newer.Text("next")}");

        Assert.Equal((200, 1, 503, 503), (newer.Status, newer.Items.Count, older.Status, (await _app.GetAsync($"events/{seq}")).Status));
        Assert.Contains("archive", older.Text("detail"), StringComparison.Ordinal);
        Assert.DoesNotContain(_app.Data, older.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"keep":"P29D"}""", "/keep")]
    [InlineData("""{"keep":"a year"}""", "/keep")]
    [InlineData("""{"keep":30}""", "/keep")]
    [InlineData("""{"archive":"no"}""", "/archive")]
    [InlineData("""{"for":"P365D"}""", "/for")]
    public async Task What_cannot_be_is_named(string document, string pointer)
    {
        var answer = await _app.PutAsync("retention", document);

        Assert.Equal(422, answer.Status);
        Assert.Equal([pointer], answer.Faults);
    }

    [Fact]
    public async Task It_cannot_be_shorter_than_the_longest_cooldown_and_a_week()
    {
        Assert.Equal(200, (await _app.PublishAsync("""{"cooldowns":[{"id":"long","after":{"field":"event.type","op":"eq","value":"case.opened"},"blocks":{"field":"action.kind","op":"eq","value":"contact.email"},"for":"P90D","then":"delay"}]}""")).Status);

        Assert.Equal(422, (await _app.PutAsync("retention", """{"keep":"P96D"}""")).Status);
        Assert.Equal(200, (await _app.PutAsync("retention", """{"keep":"P97D"}""")).Status);
    }

    [Fact]
    public async Task An_archived_event_is_still_answered_and_says_that_it_is_archived()
    {
        var seq = await ArchiveAsync(_app);

        var all = await _app.GetAsync("timeline?type=note.made&limit=100");
        var pages = new List<long>();
        for (var next = ""; ;)
        {
            var page = await _app.GetAsync($"timeline?type=note.made&limit=2{next}");
            pages.AddRange(page.Items.Select(i => i.GetProperty("seq").GetInt64()));
            if (!page.Json.TryGetProperty("next", out var cursor) || cursor.GetString() is not { } text) break;
            next = "&cursor=" + text;
        }

        Assert.Equal(6, all.Items.Count);
        Assert.Equal(all.Items.Select(i => i.GetProperty("seq").GetInt64()), pages);
        Assert.True(all.Items[^1].GetProperty("archived").GetBoolean());
        Assert.False(all.Items[0].GetProperty("archived").GetBoolean());
        Assert.Equal("Hello", (await _app.GetAsync($"events/{seq}"))["data"].GetProperty("text").GetString());
        Assert.Equal(404, (await _app.GetAsync("events/999999")).Status);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Five notes that are old by now and one that is not; answers with the first one's seq once they are archived.</summary>
    internal static async Task<long> ArchiveAsync(ApiApp app)
    {
        var first = await app.EventAsync("note.made", "email:ana@example.com", """{"text":"Hello"}""");
        var last = 0L;
        for (var i = 1; i < 5; i++) last = await app.EventAsync("note.made", $"email:c{i}@example.com");
        Assert.Equal(200, (await app.PutAsync("retention", """{"keep":"P30D"}""")).Status);
        app.Clock.AdvanceTo(app.Clock.GetUtcNow() + TimeSpan.FromDays(60));
        await app.EventAsync("note.made", "email:later@example.com");
        var job = app.Services.GetServices<IJobWork>().Single(one => one.Name == "Archiving");
        var answer = await ApiApp.UntilAsync(
            async () =>
            {
                await job.RunAsync(TestContext.Current.CancellationToken); // the index of words must have seen what is to go
                return await app.GetAsync($"events/{last}");
            },
            found => found.Json.TryGetProperty("archived", out _));
        Assert.True(answer["archived"].GetBoolean());
        return first;
    }
}
