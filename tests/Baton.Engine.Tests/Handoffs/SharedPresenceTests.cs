using Baton.Core.Events;
using Baton.Core.Handoffs.Offering;
using Baton.Core.Handoffs.Queues;
using Baton.Engine.Handoffs.Presence;
using Baton.Engine.Tests.Cluster;
using Baton.Engine.Tests.Running;
using Baton.Engine.Timeline;
using Baton.Engine.Tests.Storage;
using static Baton.Engine.Tests.Handoffs.PeopleAtWork;

namespace Baton.Engine.Tests.Handoffs;

/// <summary>Who is here is the same on every node, and one of them offers.</summary>
[Trait("Database", "Postgres")]
public sealed class SharedPresenceTests
{
    public SharedPresenceTests() => Assert.SkipUnless(TestPostgres.IsUsed, "Only a server has several nodes.");

    [Fact]
    public async Task What_one_node_sees_the_other_sees_and_the_browsers_of_a_node_that_is_gone_are_gone()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var seat = await nodes.B.EnterAsync(Ben);
        await seat.LookAsync("c-h1");
        await seat.TypeAsync(isTyping: true);
        await TwoNodes.UntilAsync(() => nodes.A.Get<PresenceBoard>().Beside(TestEngine.Workspace, "c-h1", Ana) is [{ Person: Ben, IsTyping: true }], () => "A sees that Ben writes at B");
        Assert.Equal(Availability.Available, nodes.A.Presence(Ben).State);

        await nodes.StopAsync(nodes.B);
        await TwoNodes.UntilAsync(() => nodes.A.Get<PresenceBoard>().Seats.Single(s => s.Person == Ben).Gone is not null, () => "A notes that B's browsers are gone");
        Assert.Equal(Availability.Available, nodes.A.Presence(Ben).State);
        nodes.A.Advance(PersonPresence.Grace);

        Assert.Equal(Availability.Away, nodes.A.Presence(Ben).State);
    }

    [Fact]
    public async Task Two_nodes_offer_each_case_once_and_nobody_more_than_they_may_have()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await nodes.A.HireAsync(Ana, Ben);
        await nodes.A.DefineAsync(new QueueDefinition { Name = "general", Mode = QueueMode.Push, OfferFor = TimeSpan.FromHours(1) });
        await nodes.A.EnterAsync(Ana);
        await nodes.B.EnterAsync(Ben);

        var cases = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() => nodes.Both[i % 2].CaseAsync($"c{i}"))));

        await TwoNodes.UntilAsync(() => Offers(nodes).Count == 10, () => $"ten are offered, not {Offers(nodes).Count}");
        await Task.WhenAll(nodes.Both.Select(node => node.Get<Baton.Engine.Handoffs.Offering.OfferDesk>().RoundAsync(TestEngine.Workspace, CancellationToken.None)));
        Assert.Equal(10, Offers(nodes).Count);
        Assert.Equal(10, cases.Count(id => nodes.A.OfferedTo(id) is not null));
        Assert.Equal([5, 5], Offers(nodes).CountBy(to => to, StringComparer.Ordinal).Select(p => p.Value));
    }

    private static List<string> Offers(TwoNodes nodes) => [.. nodes.A.Log().Where(row => row.Type == EventTypes.HandoffOffered).Select(row => row.ToEvent().Data.Text("to")!)];
}
