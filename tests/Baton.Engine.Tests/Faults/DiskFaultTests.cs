namespace Baton.Engine.Tests.Faults;

/// <summary>The real app on a disk that fills up, or can suddenly only be read.</summary>
[Trait("Database", "Sqlite")]
public sealed class DiskFaultTests
{
    [Fact]
    public async Task On_a_full_disk_it_refuses_says_why_and_goes_on_by_itself_when_there_is_room()
    {
        Machine.NeedsRoot();
        using var disk = SmallDisk.OfMemory(megabytes: 48);
        var ballast = Path.Combine(disk.Path, "ballast");
        var sender = new Sender("full", 4_000);
        using (var app = await AppProcess.StartAsync(disk.Path, "--Baton:LeastFreeMegabytes=0"))
        {
            using var stop = new CancellationTokenSource();
            var sending = sender.PersistAsync(app.Client, stop.Token);
            for (var round = 0; round < (FaultRun.IsLong ? 10 : 2); round++)
            {
                Fill(ballast);
                var reasons = await app.UntilAsync(reasons => reasons.Any(r => r.StartsWith("log: ", StringComparison.Ordinal)) || sending.IsCompleted);
                if (sending.IsCompleted) break;
                Assert.Contains(reasons, reason => reason.StartsWith("log: ", StringComparison.Ordinal) && reason.Contains("full", StringComparison.Ordinal));
                using (var read = await app.Client.GetAsync("/api/v1/timeline?limit=5", CancellationToken.None)) Assert.True(read.IsSuccessStatusCode, $"Reading: {read.StatusCode}");
                File.Delete(ballast);
                await app.UntilAsync(reasons => reasons.Count == 0);
            }

            await sending;
        }

        Assert.True(sender.Refused > 0, "Nothing was refused: the disk was never full.");
        Assert.Equal(4_000, sender.Acknowledged.Count);
        Proof.Holds(disk.Path, sender);
    }

    [Fact]
    public async Task On_a_disk_that_can_only_be_read_it_refuses_and_says_why_and_nothing_acknowledged_is_lost()
    {
        Machine.NeedsRoot();
        using var disk = SmallDisk.OfFile(megabytes: 96);
        var (before, after) = (new Sender("before", 500), new Sender("after", 500));
        using (var app = await AppProcess.StartAsync(disk.Path, "--Baton:LeastFreeMegabytes=0"))
        {
            await before.PersistAsync(app.Client, CancellationToken.None);
            disk.BecomeReadOnly();
            using var stop = new CancellationTokenSource();
            var sending = after.PersistAsync(app.Client, stop.Token);
            var reasons = await app.UntilAsync(reasons => reasons.Any(r => r.StartsWith("log: ", StringComparison.Ordinal)));
            Assert.NotEmpty(reasons);
            await stop.CancelAsync();
            await sending;
            Assert.True(after.Refused > 0);
            Assert.Empty(after.Acknowledged);
        }

        disk.Repair();
        using (var again = await AppProcess.StartAsync(disk.Path, "--Baton:LeastFreeMegabytes=0")) await after.PersistAsync(again.Client, CancellationToken.None);
        Assert.Equal(500, after.Acknowledged.Count);
        Proof.Holds(disk.Path, before, after);
    }

    private static void Fill(string ballast)
    {
        using var file = File.Create(ballast);
        var block = new byte[64 << 10];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }
}
