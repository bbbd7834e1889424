using Baton.Engine.Clocks;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Tests.Policies;

public sealed class RuleUsesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    private readonly TempDatabase _database = new();

    [Fact]
    public async Task Uses_are_counted_by_rule_and_by_six_hours_over_seven_days()
    {
        await using (var journal = _database.OpenJournal())
        {
            using var unit = journal.Begin(0);
            Count("default", Now, "rule:cap:weekly", 2);
            Count("default", Now.AddHours(-7), "rule:cap:weekly", 3);
            Count("default", Now.AddDays(-6), "rule:hold:escalation", 1);
            Count("default", Now.AddDays(-8), "rule:cap:weekly", 100);
            Count("default", Now, "in", 100);
            Count("other", Now, "rule:cap:weekly", 100);
            await journal.SubmitAsync(unit);

            void Count(string workspace, DateTimeOffset at, string name, long by) => unit.Count(workspace, at.ToUnix() / 60_000, name, by);
        }

        var uses = await new RuleUses(new Contexts(_database), new AppClock(TimeProvider.System, Now, rate: 0)).ReadAsync("default", TestContext.Current.CancellationToken);

        Assert.Equal(["cap:weekly", "hold:escalation"], uses.Keys.Order());
        Assert.Equal((28, 2, 3, 5), (uses["cap:weekly"].Count, uses["cap:weekly"][27], uses["cap:weekly"][26], uses["cap:weekly"].Sum()));
        Assert.Equal(1, uses["hold:escalation"].Sum());
    }

    public void Dispose() => _database.Dispose();

    private sealed class Contexts(TempDatabase database) : IDbContextFactory<BatonDb>
    {
        public BatonDb CreateDbContext() => database.OpenContext();
    }
}
