using Baton.Core.Agents;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Core.Tests.Agents;

public sealed class UrgencyTests
{
    private const long Minute = 60_000;

    [Fact]
    public void Urgent_work_passes_routine_work_that_came_before_it() =>
        Assert.True(Turn(Priority.Urgent, 19 * Minute) < Turn(Priority.Normal, 0));

    [Fact]
    public void Routine_work_that_has_waited_long_enough_is_passed_no_more() =>
        Assert.True(Turn(Priority.Normal, 0) < Turn(Priority.Urgent, 21 * Minute));

    [Fact]
    public void Among_equals_who_came_first_is_first() => Prop.ForAll<byte, uint, uint>((priority, one, other) =>
        one == other || (one < other) == (Turn((Priority)(priority % 4), one) < Turn((Priority)(priority % 4), other))).QuickCheckThrowOnFailure();

    // Whatever keeps coming in, and however urgent: nothing that comes later than the longest lead is done before.
    [Fact]
    public void Nothing_starves() => Prop.ForAll<byte, uint, uint>((both, since, later) =>
        Turn((Priority)(both % 4), since) < Turn((Priority)(both / 4 % 4), since + (long)Urgency.LongestLead.TotalMilliseconds + 1 + later)).QuickCheckThrowOnFailure();

    private static long Turn(Priority priority, long since) => Urgency.TurnOf((int)priority, since);
}
