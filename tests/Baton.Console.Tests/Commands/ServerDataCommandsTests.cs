namespace Baton.Web.Tests.Commands;

/// <summary>The commands on data that lies in PostgreSQL.</summary>
[Trait("Database", "Postgres")]
public sealed class ServerDataCommandsTests : CommandTest
{
    private const string Early = "2026-01-01T00:00:00Z";

    [Fact]
    public async Task What_was_archived_is_listed_while_the_app_runs_and_put_back_once_it_stands_still()
    {
        long first;
        string timeline;
        await using (var app = ApiApp.With(OnServer))
        {
            first = await Settings.RetentionTests.ArchiveAsync(app);
            timeline = Seqs(await app.GetAsync("timeline?type=note.made&limit=100"));

            var listed = await RunAsync("archive list", OnServer);
            var running = await RunAsync($"archive restore --from {Early}", OnServer);

            Assert.Equal((0, 1), (listed.Code, running.Code));
            Assert.Contains(".jsonl.br", listed.Said, StringComparison.Ordinal);
            Assert.Contains($"in {Path.Combine(Folder, "archive")}", listed.Said, StringComparison.Ordinal);
            Assert.Contains("stop every node", running.Wrong, StringComparison.Ordinal);
        }

        var wrong = await RunAsync("archive restore --file default/7-9.jsonl.br", OnServer);
        var returned = await RunAsync($"archive restore --from {Early}", OnServer);
        var verified = await RunAsync("verify", OnServer);

        Assert.Equal((1, 0, 0), (wrong.Code, returned.Code, verified.Code));
        Assert.Contains("No archive is meant", wrong.Wrong, StringComparison.Ordinal);
        Assert.Contains("are in the log again", returned.Said, StringComparison.Ordinal);
        Assert.Contains("0 rows in 0 stretches", (await RunAsync("archive list", OnServer)).Said, StringComparison.Ordinal);
        await using var again = ApiApp.With(OnServer);
        Assert.Equal(timeline, Seqs(await again.GetAsync("timeline?type=note.made&limit=100")));
        Assert.False((await again.GetAsync($"events/{first}")).Json.TryGetProperty("archived", out _));
        Assert.False((await again.GetAsync("retention")).Json.TryGetProperty("keep", out var keep) && keep.GetString() is not null);
    }

    [Fact]
    public async Task An_archive_that_was_changed_is_named_by_verify_and_not_put_back()
    {
        await using (var app = ApiApp.With(OnServer)) await Settings.RetentionTests.ArchiveAsync(app);
        var file = Directory.GetFiles(Path.Combine(Folder, "archive"), "*.br", SearchOption.AllDirectories)[0];
        await File.AppendAllTextAsync(file, "more", TestContext.Current.CancellationToken);

        var verified = await RunAsync("verify", OnServer);
        var returned = await RunAsync($"archive restore --from {Early}", OnServer);

        Assert.Equal((1, 1), (verified.Code, returned.Code));
        Assert.Contains(file, verified.Wrong, StringComparison.Ordinal);
        Assert.Contains("Take it from a backup", returned.Wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("backup --to nowhere.tar.gz")]
    [InlineData("restore --from nowhere.tar.gz")]
    public async Task Backups_are_left_to_the_server_and_it_says_how(string line)
    {
        var (code, _, wrong) = await RunAsync(line, OnServer);

        Assert.Equal(1, code);
        Assert.Contains("pg_dump", wrong, StringComparison.Ordinal);
    }

    private static string Seqs(Answer timeline) => string.Join(' ', timeline.Items.Select(item => item.GetProperty("seq").GetInt64()));
}
