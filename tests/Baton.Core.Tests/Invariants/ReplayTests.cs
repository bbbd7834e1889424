using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Timeline;

namespace Baton.Core.Tests.Invariants;

/// <summary>Invariant 5: the log gives the same state and the same decisions again.</summary>
public sealed class ReplayTests
{
    [Fact]
    public void Folding_the_recorded_log_gives_the_same_state() => Lives.All(life =>
    {
        var state = CustomerState.New("c1");
        foreach (var record in life.Story.Log) state = Evolution.Evolve(state, record.Event, RoundTrip(record.Decision));
        Assert.Equal(Write(life.Story.State), Write(state));
    });

    [Fact]
    public void A_state_read_from_a_snapshot_goes_on_as_if_it_had_never_been_away() => Lives.All(life =>
    {
        foreach (var record in life.Story.Log)
        {
            var (decision, after) = Decider.Decide(RoundTrip(record.Before), record.Event, record.Config, record.History);
            Assert.Equal(Write(record.Decision), Write(decision));
            Assert.Equal(Write(record.After), Write(after));
        }
    });

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, LogJson.Compact);

    private static T RoundTrip<T>(T value) => JsonSerializer.Deserialize<T>(Write(value), LogJson.Compact)!;
}
