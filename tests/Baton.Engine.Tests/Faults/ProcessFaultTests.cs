using Baton.Engine.Storage;
using Baton.Engine.Tests.Storage;

namespace Baton.Engine.Tests.Faults;

/// <summary>The real app, frozen and flooded.</summary>
public sealed class ProcessFaultTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baton-faults-");
    private readonly StorageOptions _storage;

    public ProcessFaultTests() => _storage = new StorageOptions { Data = _folder.FullName, Postgres = TestPostgres.MakeDatabase() };

    [Fact]
    public async Task A_process_that_was_frozen_goes_on_and_loses_nothing()
    {
        var random = new Random(20261121);
        var sender = new Sender("frozen", FaultRun.IsLong ? 40_000 : 3_000);
        using (var app = await AppProcess.StartAsync(_storage))
        {
            var sending = sender.PersistAsync(app.Client, CancellationToken.None);
            for (var round = 0; round < (FaultRun.IsLong ? 20 : 3); round++)
            {
                await Task.Delay(random.Next(20, 200));
                app.Freeze();
                try
                {
                    var before = sender.Acknowledged.Count;
                    await Task.Delay(random.Next(200, 900));
                    Assert.InRange(sender.Acknowledged.Count, before, before + 16 * 10); // what was on its way back; nothing new
                }
                finally
                {
                    app.Thaw();
                }
            }

            await sending;
            Assert.Empty(await app.UntilAsync(reasons => reasons.Count == 0));
        }

        Assert.Equal(FaultRun.IsLong ? 40_000 : 3_000, sender.Acknowledged.Count);
        Proof.Holds(_storage, sender);
    }

    [Fact]
    public async Task A_burst_is_held_back_by_429_and_everything_acknowledged_is_there()
    {
        // A key that may make few requests a second, and many connections: the bucket runs dry at once.
        var (events, perSecond) = FaultRun.IsLong ? (100_000, 200) : (1_500, 10);
        var sender = new Sender("burst", events);
        using (var app = await AppProcess.StartAsync(_storage, $"--Baton:RequestsPerSecond={perSecond}"))
        {
            await sender.PersistAsync(app.Client, CancellationToken.None, connections: 128);
            Assert.Empty(await app.UntilAsync(reasons => reasons.Count == 0));
        }

        Assert.Equal(events, sender.Acknowledged.Count);
        Assert.True(sender.Paused > 0, "Nobody was told to wait.");
        Proof.Holds(_storage, sender);
    }

    public void Dispose()
    {
        TestPostgres.Drop(_storage.Postgres);
        _folder.Delete(recursive: true);
    }
}
