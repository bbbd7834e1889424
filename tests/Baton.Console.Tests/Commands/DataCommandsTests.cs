using Baton.Web.Commands;
using Microsoft.Data.Sqlite;

namespace Baton.Web.Tests.Commands;

/// <summary>The commands on the data of an app that is running.</summary>
public sealed class DataCommandsTests : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baton-commands-");
    private readonly ApiApp _app = ApiApp.With(("Baton:Database", "Sqlite"), ("Baton:Bootstrap:AdminEmail", "ana@example.com"), ("Baton:Bootstrap:AdminPassword", "correct horse battery"));

    private string File => Path.Combine(_folder.FullName, "backup.tar.gz");

    private string Elsewhere => Path.Combine(_folder.FullName, "restored");

    [Fact]
    public async Task What_is_backed_up_while_the_app_runs_can_be_restored_and_verified_with_people_and_keys()
    {
        for (var i = 0; i < 20; i++) await _app.EventAsync("message.received", $"email:c{i}@example.com", """{"text":"Hello"}""");

        var made = await RunAsync("backup", "--to", File, Data(_app.Data));
        await _app.EventAsync("message.received", "email:later@example.com");
        var verified = await RunAsync("verify", Data(_app.Data));
        var restored = await RunAsync("restore", "--from", File, Data(Elsewhere));

        Assert.Equal((0, 0, 0), (made.Code, verified.Code, restored.Code));
        Assert.Contains("is whole", verified.Said, StringComparison.Ordinal);
        Assert.Contains("Every digest is right", restored.Said, StringComparison.Ordinal);
        Assert.Equal(20, Count("SELECT count(*) FROM Log WHERE Type = 'message.received'"));
        Assert.Equal((1, 1), (Count("SELECT count(*) FROM Account"), Count("SELECT count(*) FROM ApiKey")));
        await using (var again = ApiApp.With(("Baton:Database", "Sqlite"), ("Baton:Data", Elsewhere))) Assert.Equal(20, (await again.GetAsync("timeline?type=message.received&limit=100")).Items.Count);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(Elsewhere, "keys"), "*.xml"));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public async Task What_was_archived_is_in_the_backup_and_can_be_put_back()
    {
        var first = await Settings.RetentionTests.ArchiveAsync(_app);
        Assert.Equal(0, (await RunAsync("backup", "--to", File, Data(_app.Data))).Code);
        var restored = await RunAsync("restore", "--from", File, Data(Elsewhere));
        var listed = await RunAsync("archive", "list", Data(Elsewhere));
        var running = await RunAsync("archive", "restore", "--from", "2026-01-01T00:00:00Z", Data(_app.Data));
        var wrong = await RunAsync("archive", "restore", "--file", "default/7-9.jsonl.br", Data(Elsewhere));
        var returned = await RunAsync("archive", "restore", "--from", "2026-01-01T00:00:00Z", Data(Elsewhere));

        Assert.Equal((0, 0, 1, 1, 0), (restored.Code, listed.Code, running.Code, wrong.Code, returned.Code));
        Assert.Contains("archives are as they were written", restored.Said, StringComparison.Ordinal);
        Assert.Contains(".jsonl.br", listed.Said, StringComparison.Ordinal);
        Assert.Contains("stop it", running.Wrong, StringComparison.Ordinal);
        Assert.Contains("No archive is meant", wrong.Wrong, StringComparison.Ordinal);
        Assert.Contains("are in the log again", returned.Said, StringComparison.Ordinal);
        Assert.Equal(1, Count($"SELECT count(*) FROM Log WHERE Seq = {first}"));
    }

    [Fact]
    public async Task Nothing_is_overwritten()
    {
        await _app.EventAsync("message.received", "email:ana@example.com");
        Assert.Equal(0, (await RunAsync("backup", "--to", File, Data(_app.Data))).Code);

        var again = await RunAsync("backup", "--to", File, Data(_app.Data));
        var over = await RunAsync("restore", "--from", File, Data(_app.Data));

        Assert.Equal((1, 1), (again.Code, over.Code));
        Assert.Contains("is there already", again.Wrong, StringComparison.Ordinal);
        Assert.Contains("is not empty", over.Wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_that_was_damaged_is_refused_and_leaves_no_trace()
    {
        await _app.EventAsync("message.received", "email:ana@example.com");
        await RunAsync("backup", "--to", File, Data(_app.Data));
        var bytes = await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken);
        foreach (var damage in (Func<byte[]>[])[() => bytes[..(bytes.Length / 2)], () => [.. bytes.Select((b, i) => i == bytes.Length / 2 ? (byte)(b ^ 4) : b)], () => "no backup"u8.ToArray(), () => []])
        {
            await System.IO.File.WriteAllBytesAsync(File, damage(), TestContext.Current.CancellationToken);

            var restored = await RunAsync("restore", "--from", File, Data(Elsewhere));

            Assert.Equal(1, restored.Code);
            Assert.Equal([File], Directory.GetFileSystemEntries(_folder.FullName));
        }
    }

    [Fact]
    public async Task Where_there_is_no_database_it_says_so_and_makes_none()
    {
        var verified = await RunAsync("verify", Data(Elsewhere));
        var made = await RunAsync("backup", "--to", File, Data(Elsewhere));

        Assert.Equal((1, 1), (verified.Code, made.Code));
        Assert.Contains($"no Baton database in {Elsewhere}", verified.Wrong, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Elsewhere));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static string Data(string folder) => "--Baton:Data=" + folder;

    private static async Task<(int Code, string Said, string Wrong)> RunAsync(params string[] line)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await new DataCommands(output, errors, TimeProvider.System).RunAsync(CommandLine.Read(line)!, TestContext.Current.CancellationToken);
        return (code, output.ToString(), errors.ToString());
    }

    private long Count(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Elsewhere, "baton.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
