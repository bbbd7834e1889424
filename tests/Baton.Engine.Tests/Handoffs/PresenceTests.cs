using Baton.Core.Handoffs.Offering;
using Baton.Engine.Handoffs.Presence;
using Baton.Engine.Tests.Running;
using static Baton.Engine.Tests.Handoffs.PeopleAtWork;

namespace Baton.Engine.Tests.Handoffs;

public sealed class PresenceTests : IAsyncLifetime
{
    private TestEngine _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await TestEngine.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Who_opens_a_browser_is_available_and_is_away_half_a_minute_after_the_last_one_is_gone()
    {
        Assert.Equal((Availability.Away, null), (_engine.Presence(Ana).State, _engine.Presence(Ana).Since));
        var (first, second) = (await _engine.EnterAsync(Ana), await _engine.EnterAsync(Ana));
        Assert.Equal((Availability.Available, TestEngine.Monday), (_engine.Presence(Ana).State, _engine.Presence(Ana).Since));

        await first.LeaveAsync();
        _engine.Advance(PersonPresence.Grace * 2);
        Assert.Equal(Availability.Available, _engine.Presence(Ana).State);

        await second.LoseAsync();
        _engine.Advance(PersonPresence.Grace - TimeSpan.FromMilliseconds(1));
        Assert.Equal(Availability.Available, _engine.Presence(Ana).State);
        _engine.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(Availability.Away, _engine.Presence(Ana).State);
    }

    [Fact]
    public async Task Who_comes_back_is_what_they_chose_before()
    {
        var seat = await _engine.EnterAsync(Ana);
        await _engine.Desk().ChooseAsync(TestEngine.Workspace, Ana, Availability.Busy);
        await seat.LoseAsync();
        _engine.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((Availability.Away, Availability.Busy), (_engine.Presence(Ana).State, _engine.Presence(Ana).Chosen));

        await seat.ComeBackAsync();

        Assert.Equal(Availability.Busy, _engine.Presence(Ana).State);
    }

    [Fact]
    public async Task A_page_loaded_anew_is_no_absence()
    {
        var seat = await _engine.EnterAsync(Ana);
        _engine.Advance(TimeSpan.FromMinutes(10));
        await seat.LeaveAsync();
        _engine.Advance(TimeSpan.FromSeconds(3));
        await _engine.EnterAsync(Ana);
        _engine.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((Availability.Available, TestEngine.Monday), (_engine.Presence(Ana).State, _engine.Presence(Ana).Since));
    }

    [Fact]
    public async Task That_somebody_is_away_by_now_is_said_when_it_is_so()
    {
        var seat = await _engine.EnterAsync(Ana);
        await seat.LeaveAsync();
        var away = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _engine.Get<PresenceBoard>().Changed += () =>
        {
            if (_engine.Presence(Ana).State == Availability.Away) away.TrySetResult();
        };
        await _engine.Get<PresenceKeeper>().LookAsync(CancellationToken.None);

        _engine.Advance(PersonPresence.Grace);

        await away.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_programs_word_counts_for_its_time()
    {
        await _engine.Desk().HoldAsync(TestEngine.Workspace, Ana, TimeSpan.FromMinutes(5));
        Assert.Equal(Availability.Available, _engine.Presence(Ana).State);

        _engine.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(Availability.Away, _engine.Presence(Ana).State);
    }

    [Fact]
    public async Task After_a_start_the_browsers_have_half_a_minute_to_come_back()
    {
        await _engine.EnterAsync(Ana);
        await _engine.Desk().ChooseAsync(TestEngine.Workspace, Ana, Availability.Busy);
        await _engine.RestartAsync();
        var keeper = _engine.Get<PresenceKeeper>();
        for (var look = 0; look < 3; look++) await keeper.LookAsync(CancellationToken.None);

        Assert.Equal(Availability.Busy, _engine.Presence(Ana).State);
        _engine.Advance(PersonPresence.Grace);
        Assert.Equal(Availability.Away, _engine.Presence(Ana).State);
    }

    [Fact]
    public async Task Who_else_is_in_a_case_and_who_writes_is_seen()
    {
        var (ana, ben) = (await _engine.EnterAsync(Ana), await _engine.EnterAsync(Ben));
        await ana.LookAsync("c-h1");
        await ben.LookAsync("c-h1");
        await ben.TypeAsync(isTyping: true);
        var board = _engine.Get<PresenceBoard>();

        Assert.Equal([new CaseCompanion(Ben, IsTyping: true)], board.Beside(TestEngine.Workspace, "c-h1", Ana));
        Assert.Equal([new CaseCompanion(Ana, IsTyping: false)], board.Beside(TestEngine.Workspace, "c-h1", Ben));
        Assert.Empty(board.Beside("other", "c-h1", Ana));

        await ben.LookAsync("c-h2");
        await ana.LoseAsync();
        Assert.Empty(board.Beside(TestEngine.Workspace, "c-h1", Cem));
    }

    [Fact]
    public async Task What_is_typed_is_kept_until_the_case_ends()
    {
        var id = await _engine.CaseAsync("kim");
        var visits = _engine.Get<CaseVisits>();
        await visits.KeepAsync(TestEngine.Workspace, id, Ana, "Dear Kim", "call her");
        await visits.SeeAsync(TestEngine.Workspace, id, Ana);
        await visits.KeepAsync(TestEngine.Workspace, id, Ben, "  ", null);
        await _engine.RestartAsync();
        visits = _engine.Get<CaseVisits>();

        Assert.Equal([new KeptDraft(Ana, "Dear Kim", "call her", TestEngine.Monday)], await visits.DraftsAsync(TestEngine.Workspace, id, TestContext.Current.CancellationToken));

        await _engine.Handoffs.ResolveAsync(TestEngine.Workspace, id, Ana, new(Baton.Core.Handoffs.HandoffOutcome.Other), TestContext.Current.CancellationToken);
        await visits.KeepAsync(TestEngine.Workspace, id, Ana, "too late", null);
        Assert.Empty(await visits.DraftsAsync(TestEngine.Workspace, id, TestContext.Current.CancellationToken));
    }
}
