using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Handoffs.Queues;
using Baton.Engine.Handoffs;
using Baton.Engine.Handoffs.Queues;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Handoffs.Access;

public sealed class QueueAccessTests : IAsyncLifetime
{
    private const string Ana = "ana@example.com", Ben = "ben@example.com", Olga = "olga@example.com";
    private TestEngine _engine = null!;
    private string _id = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        using (var unit = _engine.Journal.Begin(0))
        {
            unit.Put(new MemberRow { Workspace = TestEngine.Workspace, Email = Ana, Name = "Ana", Role = "HumanAgent", Added = 1 });
            unit.Put(new MemberRow { Workspace = TestEngine.Workspace, Email = Ben, Name = "Ben", Role = "HumanAgent", Added = 1 });
            unit.Put(new MemberRow { Workspace = TestEngine.Workspace, Email = Olga, Name = "Olga", Role = "Operator", Added = 1 });
            await _engine.Journal.SubmitAsync(unit);
        }

        await DefineAsync(new QueueDefinition { Name = "general", People = [Ana], Hidden = true });
        await _engine.SendAsync("wish", data: """{"text":"Please let me talk to a human"}""");
        _id = (await _engine.StateAsync()).Handoffs.Single().Id;
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Only_the_people_of_a_queue_and_supervisors_take_its_cases()
    {
        var barred = await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, _id, Ben);
        Assert.Equal((TurnStatus.Refused, RefusalKind.NotTheirs), (barred.Status, barred.Refusal!.Kind));
        Assert.Equal(RefusalKind.NotTheirs, (await _engine.Handoffs.ResolveAsync(TestEngine.Workspace, _id, Ben, new Resolution(HandoffOutcome.Other))).Refusal!.Kind);

        Assert.Equal(TurnStatus.Accepted, (await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, _id, Ana)).Status);
        Assert.Equal(RefusalKind.NotTheirs, (await _engine.Handoffs.TransferAsync(TestEngine.Workspace, _id, Ana, Ben, queue: null, note: null)).Refusal!.Kind);
        Assert.Equal(TurnStatus.Accepted, (await _engine.Handoffs.TakeOverAsync(TestEngine.Workspace, _id, Olga, "Mine now")).Status);
    }

    [Fact]
    public async Task Who_has_a_case_goes_on_with_it_though_the_queue_was_closed_to_them_meanwhile()
    {
        await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, _id, Ana);
        await DefineAsync(new QueueDefinition { Name = "general", People = [Olga] });

        Assert.Equal(TurnStatus.Accepted, (await _engine.Handoffs.ResolveAsync(TestEngine.Workspace, _id, Ana, new Resolution(HandoffOutcome.Other))).Status);
    }

    [Fact]
    public async Task A_hidden_queue_is_in_no_list_count_case_or_search_of_others()
    {
        Assert.Equal("0 0 0 0 0", await SeenAsync(Ben));
        Assert.Equal("1 1 1 1 1", await SeenAsync(Ana));
        Assert.Equal("1 1 1 1 1", await SeenAsync(Olga));
        Assert.NotNull((await _engine.Get<HandoffCases>().ReadAsync(TestEngine.Workspace, _id))!.Line);
    }

    [Fact]
    public async Task What_a_colleague_gets_is_accepted_within_the_time_of_its_queue()
    {
        await DefineAsync(new QueueDefinition { Name = "general", AcceptWithin = TimeSpan.FromMinutes(3) });
        await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, _id, Ana);
        await _engine.Handoffs.TransferAsync(TestEngine.Workspace, _id, Ana, Ben, queue: null, note: null);

        Assert.Equal(TestEngine.Monday.AddMinutes(3), (await _engine.StateAsync()).Handoffs.Single().Passing!.Until);
    }

    private async Task<string> SeenAsync(string person)
    {
        var queue = _engine.Get<HandoffQueue>();
        int[] seen =
        [
            (await queue.ReadAsync(TestEngine.Workspace, HandoffView.All, person, queue: null, most: 10)).Count,
            (await queue.CountAsync(TestEngine.Workspace, person, queue: null, TestEngine.Monday)).Open,
            (await queue.QueuesAsync(TestEngine.Workspace, person)).Count,
            (await queue.FindAsync(TestEngine.Workspace, "human", person, most: 10)).Count,
            await _engine.Get<HandoffCases>().ReadForAsync(TestEngine.Workspace, _id, person) is null ? 0 : 1,
        ];
        return string.Join(' ', seen);
    }

    private Task<bool> DefineAsync(QueueDefinition queue) => _engine.Get<QueueDesk>().DefineAsync(TestEngine.Workspace, queue, Actor.Person("olga"));
}
