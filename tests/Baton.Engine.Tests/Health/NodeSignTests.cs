using Baton.Engine.Cluster;
using Baton.Engine.Health;

namespace Baton.Engine.Tests.Health;

public sealed class NodeSignTests
{
    private static readonly TimeSpan Now = TimeSpan.Zero;

    private static readonly NodesSeen Whole = new([NodeOf(1), NodeOf(2)], Me: 1, Free: 0, FreeFor: Now, SinceRead: Now, Unreached: []);

    public static TheoryData<string, HealthState, string> States => new()
    {
        { "whole", HealthState.Well, "Lanes by node: host/1 32, host/2 32." },
        { "alone", HealthState.Well, "Lanes by node: host/1 64." },
        { "leaving", HealthState.Well, "host/2 0 (leaving or starting)" },
        { "lanes just free", HealthState.Well, "Lanes by node" },
        { "lanes free", HealthState.Bad, "32 of 64 lanes have had no node for 11 s; what concerns their customers waits." },
        { "silent", HealthState.Watch, "host/2 has been silent for 3 s." },
        { "unreached", HealthState.Watch, "host/2 cannot be reached at http://host:2/ over the network; what is for its customers goes through the database" },
        { "unreached and gone", HealthState.Well, "Lanes by node" },
        { "silent and unreached", HealthState.Watch, "has been silent" },
        { "out of touch", HealthState.Bad, "The database has not told this node for 6 s who has which lane" },
        { "out of touch, lanes free", HealthState.Bad, "The database has not told this node" },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void It_says_the_worst_that_a_node_knows_of_the_nodes(string what, HealthState state, string says)
    {
        var sign = NodeSign.Of(Seen(what));

        Assert.Equal(("nodes", state), (sign.Part, sign.State));
        Assert.Contains(says, sign.What, StringComparison.Ordinal);
        Assert.Equal(state == HealthState.Well, sign.Do is null);
    }

    private static NodesSeen Seen(string what) => what switch
    {
        "whole" => Whole,
        "alone" => Whole with { Nodes = [NodeOf(1) with { Lanes = 64 }] },
        "leaving" => Whole with { Nodes = [NodeOf(1), NodeOf(2) with { Lanes = 0, TakesLanes = false }] },
        "lanes just free" => Whole with { Free = 32, FreeFor = TimeSpan.FromSeconds(9) },
        "lanes free" => Whole with { Free = 32, FreeFor = TimeSpan.FromSeconds(11) },
        "silent" => Whole with { Nodes = Silent },
        "unreached" => Whole with { Unreached = [2] },
        "unreached and gone" => Whole with { Unreached = [3] },
        "silent and unreached" => Whole with { Nodes = Silent, Unreached = [2] },
        "out of touch" => Whole with { SinceRead = TimeSpan.FromSeconds(6) },
        "out of touch, lanes free" => Whole with { SinceRead = TimeSpan.FromSeconds(6), Free = 64, FreeFor = TimeSpan.FromSeconds(20) },
        _ => throw new ArgumentException(what),
    };

    private static Node[] Silent => [NodeOf(1), NodeOf(2) with { Silent = TimeSpan.FromSeconds(3), IsMissed = true }];

    private static Node NodeOf(long id) => new(id, $"host/{id}", $"http://host:{id}/", DateTimeOffset.UnixEpoch, TakesLanes: true, Silent: Now, IsMissed: false, Lanes: 32);
}
