using Baton.Engine.Storage;
using Microsoft.Data.Sqlite;

namespace Baton.Engine.Tests.Faults;

/// <summary>A database that was damaged while the app was down: it must not be started on.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baton-damage-");

    private string Database => Path.Combine(_folder.FullName, "baton.db");

    [Fact]
    public async Task It_refuses_to_start_on_a_damaged_database_says_what_to_do_and_touches_nothing()
    {
        await FilledAsync();
        var whole = await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken);
        var random = new Random(20261121);
        foreach (var (name, bytes) in Damages(whole, random))
        {
            await File.WriteAllBytesAsync(Database, bytes, TestContext.Current.CancellationToken);

            var (code, said) = await AppProcess.RefusedAsync(_folder.FullName);

            Assert.True(code == 1, $"{name}: it ended with {code}.\n{said}");
            Assert.True(said.Contains("damaged", StringComparison.Ordinal) && said.Contains("baton verify", StringComparison.Ordinal) && said.Contains("baton restore", StringComparison.Ordinal), $"{name}: {said}");
            Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
            Assert.True((await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken)).SequenceEqual(bytes), $"{name}: the file was changed.");
        }

        // The file as it was starts as ever.
        await File.WriteAllBytesAsync(Database, whole, TestContext.Current.CancellationToken);
        using var app = await AppProcess.StartAsync(_folder.FullName);
        Assert.Empty(await app.ReasonsAsync());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static IEnumerable<(string Name, byte[] Bytes)> Damages(byte[] whole, Random random)
    {
        const int Page = 4096;
        yield return ("cut in the middle", whole[..(whole.Length / 2)]);
        yield return ("cut within a page", whole[..(whole.Length - 1000)]);
        yield return ("empty", []);
        yield return ("not a database", NoDatabase());
        yield return ("torn page", Torn(whole, random.Next(1, whole.Length / Page) * Page, random));
        for (var more = 0; FaultRun.IsLong && more < 20; more++) yield return ($"torn page {more}", Torn(whole, random.Next(1, whole.Length / Page) * Page, random));
    }

    private static byte[] NoDatabase() => [.. "This is no database."u8, .. new byte[8192]];

    // As when the power fails in the middle of writing a page: its first half is new, of something else, its second old.
    private static byte[] Torn(byte[] whole, int at, Random random)
    {
        var torn = whole.ToArray();
        random.NextBytes(torn.AsSpan(at, 2048));
        return torn;
    }

    private async Task FilledAsync()
    {
        using (var app = await AppProcess.StartAsync(_folder.FullName)) await new Sender("whole", 600).PersistAsync(app.Client, CancellationToken.None);
        using (var connection = new DatabaseFile(_folder.FullName).Open()) connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        SqliteConnection.ClearAllPools();
    }
}
