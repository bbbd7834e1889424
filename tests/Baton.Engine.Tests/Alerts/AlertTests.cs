using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Alerts;
using Baton.Engine.Channels;
using Baton.Engine.Pipeline;
using Baton.Engine.Tests.Channels;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Alerts;

public sealed class AlertTests : IAsyncLifetime
{
    private static readonly Actor Olga = Actor.Person("olga");

    private TestEngine _engine = null!;
    private Loopback _slack = null!;
    private int _status = 200;

    public async ValueTask InitializeAsync()
    {
        _slack = await Loopback.StartAsync((context, _) => Loopback.AnswerAsync(context, _status));
        _engine = await TestEngine.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _slack.DisposeAsync();
    }

    private IReadOnlyList<string> Texts => [.. _slack.Requests.Select(r => r.Json.GetProperty("text").GetString()!)];

    private AlertDesk Desk => _engine.Get<AlertDesk>();

    [Fact]
    public async Task A_late_case_is_told_once_with_its_queue_and_sentence()
    {
        await PutAsync();
        await LateAsync();

        Assert.Equal(1, await SendAsync());
        Assert.Equal(0, await SendAsync());

        var text = Assert.Single(Texts);
        Assert.StartsWith("default: 1 case is late\n• [general] The time to take it ran out", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storm_is_one_message_and_the_next_comes_after_the_pause_with_all_that_came_meanwhile()
    {
        await WantPersonAsync("first");
        _engine.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 30; i++) await WantPersonAsync($"other{i}");
        await PutAsync();
        await AreLateAsync(1, after: TimeSpan.FromMinutes(9));
        await SendAsync();
        await AreLateAsync(31, after: TimeSpan.FromMinutes(1));

        Assert.Equal(0, await SendAsync());
        Assert.Equal(30, Assert.Single(await Desk.ListAsync(TestEngine.Workspace)).Waiting);
        _engine.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await SendAsync());

        Assert.Equal(2, Texts.Count);
        Assert.StartsWith("default: 30 cases are late\n", Texts[1], StringComparison.Ordinal);
        Assert.EndsWith("… and 20 more.", Texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_sent_is_seen_and_sent_later_even_after_a_restart()
    {
        await PutAsync();
        _status = 500;
        await LateAsync();

        Assert.Equal(0, await SendAsync());
        var failed = Assert.Single(await Desk.ListAsync(TestEngine.Workspace));
        Assert.Contains("answered 500", failed.Fault, StringComparison.Ordinal);
        Assert.Equal(1, failed.Waiting);

        await _engine.RestartAsync();
        _status = 200;
        _engine.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await SendAsync());

        Assert.Equal((null, 0), (Assert.Single(await Desk.ListAsync(TestEngine.Workspace)) is var now ? now.Fault : "", now.Waiting));
        Assert.Equal(2, Texts.Count);
    }

    [Fact]
    public async Task A_place_is_told_only_what_it_wants_and_nothing_from_before_it_was_there()
    {
        await WantPersonAsync("one");
        _engine.Advance(TimeSpan.FromMinutes(1));
        await WantPersonAsync("other");
        await AreLateAsync(1, after: TimeSpan.FromMinutes(9));
        await PutAsync(route => route with { Name = "finance", Kinds = [], Queues = ["finance"] });
        await PutAsync(route => route with { Name = "agents", Kinds = [AlertKind.Agent] });
        await AreLateAsync(2, after: TimeSpan.FromMinutes(1));
        await AgentFailsAsync();

        Assert.Equal(2, await SendAsync());

        Assert.All(Texts, text => Assert.StartsWith("default: 1 agent needs a look", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_test_goes_out_at_once_and_says_what_went_wrong()
    {
        var route = await PutAsync();

        Assert.Null(await Desk.TestAsync(TestEngine.Workspace, route));
        _status = 404;
        Assert.Contains("may have been removed", await Desk.TestAsync(TestEngine.Workspace, route), StringComparison.Ordinal);
        Assert.Contains("There is no channel 'mail'", await Desk.TestAsync(TestEngine.Workspace, new AlertRoute { Name = "mail", Channel = "mail", To = "desk@example.com" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_is_told_by_mail_and_a_channel_that_cannot_carry_it_is_refused_at_once()
    {
        await using var mail = new MailServer();
        var desk = new ChannelDefinition { Name = "mail", Kind = ChannelKind.Email, Does = ["contact.email"], Host = "127.0.0.1", Port = mail.Port, Security = MailSecurity.None, From = "support@example.com" };
        await _engine.Get<ChannelDesk>().DefineAsync(TestEngine.Workspace, desk, Olga);
        await PutAsync(route => route with { Address = null, Channel = "mail", To = "lead@example.com" });
        await LateAsync();

        Assert.Equal(1, await SendAsync());
        Assert.Contains("There is no channel 'post'", (await RefusedAsync("post", "lead@example.com")).Message, StringComparison.Ordinal);
        Assert.Contains("no e-mail address", (await RefusedAsync("mail", "lead")).Message, StringComparison.Ordinal);

        var sent = Assert.Single(mail.Taken);
        Assert.Equal(("lead@example.com", "support@example.com"), (sent.To, sent.From));
        Assert.Contains("[general] The time to take it ran out", sent.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_stands_in_the_log_and_a_removed_place_is_told_nothing()
    {
        await PutAsync();
        Assert.Contains("olga sends alerts as desk to 127.0.0.1", _engine.Log()[^1].Sentence, StringComparison.Ordinal);
        await LateAsync();

        Assert.True(await Desk.RemoveAsync(TestEngine.Workspace, "desk", Olga));

        Assert.Equal(0, await SendAsync());
        Assert.False(await Desk.RemoveAsync(TestEngine.Workspace, "desk", Olga));
        Assert.Empty(Texts);
    }

    [Theory]
    [InlineData("Desk", null, "name")]
    [InlineData("desk", null, "address")]
    [InlineData("desk", "ftp://example.com", "address")]
    public void What_is_wrong_with_a_place_is_said_by_member(string name, string? address, string member) =>
        Assert.Equal(member, new AlertRoute { Name = name, Address = address is null ? null : new Uri(address) }.Fault?.Member);

    private async Task<AlertRoute> PutAsync(Func<AlertRoute, AlertRoute>? with = null)
    {
        var route = new AlertRoute { Name = "desk", Address = _slack.Address, Kinds = [AlertKind.Breach] };
        route = with?.Invoke(route) ?? route;
        await Desk.PutAsync(TestEngine.Workspace, route, Olga);
        return route;
    }

    private Task<ArgumentException> RefusedAsync(string channel, string to) => Assert.ThrowsAsync<ArgumentException>(() => PutAsync(route => route with { Address = null, Channel = channel, To = to }));

    private async Task<int> SendAsync()
    {
        _engine.Advance(TimeSpan.FromSeconds(3));
        return await Desk.SendDueAsync();
    }

    private async Task LateAsync()
    {
        await WantPersonAsync("one");
        await AreLateAsync(1, after: TimeSpan.FromMinutes(10));
    }

    // A wish for a person is of high priority: somebody should take it within ten minutes.
    private Task<Turn> WantPersonAsync(string who) => _engine.SendAsync(who, $"email:{who}@example.com", data: """{"text":"I want to speak to a human, please."}""");

    private Task AreLateAsync(int cases, TimeSpan after)
    {
        _engine.Advance(after);
        return _engine.UntilAsync(() => _engine.Log().Count(r => r.Type == EventTypes.HandoffBreached) == cases, $"{cases} cases are late");
    }

    private Task<Turn> AgentFailsAsync() => _engine.Conductor.TakeAsync(TestEngine.Workspace, Input.Act("baton/agents", EventTypes.AgentBreaker, Actor.Baton, JsonSerializer.SerializeToElement(new { name = "reply", state = "open", why = "it failed 5 times" })));
}
