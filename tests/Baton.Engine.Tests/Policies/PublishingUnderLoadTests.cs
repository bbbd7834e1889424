using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Tests.Invariants;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Policies;

public sealed class PublishingUnderLoadTests
{
    private const int Callers = 16, Publications = 5, Least = 400;

    [Fact]
    public async Task Each_version_decides_everything_after_one_point_of_the_log_and_nothing_before_it_and_no_event_is_missed()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.DefineAsync("outreach", "sales");
        var (sent, isDone) = (0, false);
        var sending = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; !Volatile.Read(ref isDone); i++)
            {
                await engine.SendAsync($"m-{caller}-{i}", $"email:c{(caller * 7) + (i % 30)}@example.com");
                await engine.AskAsync($"a-{caller}-{i}", "outreach", $"email:c{(caller * 7) + (i % 30)}@example.com");
                Interlocked.Increment(ref sent);
            }
        })).ToList();

        for (var version = 0; version < Publications; version++)
        {
            var before = Volatile.Read(ref sent);
            while (Volatile.Read(ref sent) < before + Least / Publications && !sending.Exists(caller => caller.IsFaulted)) await Task.Yield();
            await engine.PublishAsync(version % 2 == 0 ? Policy.CapOfOne : Policy.AfterSupport);
        }

        Volatile.Write(ref isDone, true);
        await Task.WhenAll(sending);

        var log = engine.Log();
        Assert.Equal(sent, log.Count(row => row.Type == EventTypes.MessageReceived));
        Assert.Equal(sent, log.Count(row => row.Type == EventTypes.ActionProposed));
        var inForce = 0;
        foreach (var row in log)
        {
            if (row.Type == EventTypes.PolicyPublished) inForce = JsonElement.Parse(row.Data!).GetProperty("version").GetInt32();
            else if (row.Type == EventTypes.ActionProposed) Assert.Equal(inForce, row.Policy);
        }

        Assert.Equal(Publications + 1, inForce);
        await ReplayTests.AgreesAsync(engine);
    }
}
