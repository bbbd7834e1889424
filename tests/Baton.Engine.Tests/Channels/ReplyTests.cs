using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Channels;
using Baton.Engine.Handoffs;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Channels;

/// <summary>People answer customers through the same arbitration and the same channels as agents.</summary>
public sealed class ReplyTests : IAsyncLifetime
{
    private const string Olga = "olga@example.com", Ben = "ben@example.com";

    private const string Night = """
        "quietHours":[{"id":"always","blocks":{"field":"action.kind","op":"startsWith","value":"contact."},"from":"00:00","to":"23:59","timeZone":"UTC","then":"delay"}]
        """;

    private const string NoSecrets = """
        "guardrails":[{"id":"no-secrets","when":{"field":"action.text","op":"containsAny","value":["secret"]},"then":"escalate","queue":"compliance"}]
        """;

    private TestEngine _engine = null!;
    private Loopback _server = null!;
    private string _handoff = "";

    public async ValueTask InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _server = await Loopback.AnsweringAsync(204);
        await _engine.DefineAsync("care");
        await _engine.Get<ChannelDesk>().DefineAsync(TestEngine.Workspace, new ChannelDefinition { Name = "hook", Kind = ChannelKind.Webhook, Does = ["contact.chat", "contact.email"], Address = _server.Address }, Actor.Person("admin"));
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_owner_answers_on_the_channel_on_which_the_customer_wrote_and_the_claim_does_not_stand_against_it()
    {
        await WrittenAsync();
        var replied = await ReplyAsync("It is on its way.");

        Assert.Equal((Verdict.Allow, "chat"), (replied.Ruling!.Verdict, replied.Channel));
        var sent = await _engine.RowAsync(r => r.Type == EventTypes.MessageSent, "it is sent");
        Assert.Equal(("person:" + Olga, replied.Action), (sent.Actor, sent.Id));
        var request = Assert.Single(_server.Requests).Json;
        Assert.Equal((Olga, "people", "It is on its way."), (request.Text("person"), request.Text("department"), request.Text("text")));
        Assert.Equal("human-owns", (await _engine.AskAsync("a-1", "care", purpose: "reply")).ReasonCode);
    }

    [Fact]
    public async Task Nobody_else_answers_and_nobody_without_the_case()
    {
        await WrittenAsync(claim: false);
        Assert.Equal(RefusalKind.NotTheirs, (await ReplyAsync("Hello")).Turn.Refusal!.Kind);
        await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, _handoff, Ben);
        Assert.Equal((RefusalKind.Taken, Ben), (await ReplyAsync("Hello")).Turn.Refusal is { } refusal ? (refusal.Kind, refusal.Owner) : default);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Quiet_hours_delay_it_with_their_sentence_until_the_person_sends_it_anyway()
    {
        await _engine.PublishAsync(Night);
        await WrittenAsync();

        var delayed = await ReplyAsync("Good night.");
        Assert.Equal((Verdict.Delay, "quiet-hours"), (delayed.Ruling!.Verdict, delayed.Ruling.ReasonCode));
        Assert.Empty(_server.Requests);

        var anyway = await _engine.Get<ReplyDesk>().ReplyAsync(TestEngine.Workspace, _handoff, Olga, new Reply("Good night.") { Anyway = true, Note = "She waits for it." });
        Assert.Equal((Verdict.Allow, $"{Olga} sends it without waiting: She waits for it."), (anyway.Ruling!.Verdict, anyway.Ruling.Reason.TrimEnd('.') + "."));
        await _engine.RowAsync(r => r.Type == EventTypes.MessageSent && r.Id == anyway.Action, "it is sent");
    }

    [Fact]
    public async Task Consent_and_guardrails_stand_against_a_person_too_and_nobody_approves_their_own_words()
    {
        await _engine.PublishAsync(NoSecrets);
        await WrittenAsync();

        var escalated = await _engine.Get<ReplyDesk>().ReplyAsync(TestEngine.Workspace, _handoff, Olga, new Reply("The secret is 42.") { Anyway = true, Note = "go" });
        Assert.Equal((Verdict.Escalate, "compliance"), (escalated.Ruling!.Verdict, escalated.Ruling.Queue));
        var other = escalated.Ruling.Handoff!;
        Assert.Equal(RefusalKind.NotTheirs, (await _engine.Handoffs.ResolveAsync(TestEngine.Workspace, other, Olga, new Resolution(HandoffOutcome.Approved))).Refusal!.Kind);
        await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, other, Ben);
        Assert.Equal(Verdict.Allow, (await _engine.Handoffs.ResolveAsync(TestEngine.Workspace, other, Ben, new Resolution(HandoffOutcome.Approved))).Decision!.Rulings[0].Verdict);
        await _engine.RowAsync(r => r.Type == EventTypes.MessageSent && r.Id == escalated.Action, "what a colleague approved is sent");

        await _engine.SendAsync("no", type: EventTypes.ConsentChanged, data: """{"doNotContact":true}""");
        Assert.Equal("do-not-contact", (await _engine.Get<ReplyDesk>().ReplyAsync(TestEngine.Workspace, _handoff, Olga, new Reply("Hello") { Anyway = true, Note = "go" })).Ruling!.ReasonCode);
    }

    [Fact]
    public async Task The_answer_with_which_a_case_ends_goes_out_once_whatever_is_restarted_or_repeated()
    {
        await WrittenAsync();
        var turn = await _engine.Handoffs.ResolveAsync(TestEngine.Workspace, _handoff, Olga, new Resolution(HandoffOutcome.Answered) { Answer = "It arrives on Tuesday." });

        Assert.Equal((Verdict.Allow, HandoffAnswer.IdOf(_handoff)), (turn.Decision!.Rulings[0].Verdict, turn.Decision.Rulings[0].Action));
        await _engine.RowAsync(r => r.Type == EventTypes.MessageSent, "it is sent");
        await _engine.RestartAsync();
        Assert.Equal(TurnStatus.Refused, (await _engine.Handoffs.ResolveAsync(TestEngine.Workspace, _handoff, Olga, new Resolution(HandoffOutcome.Answered) { Answer = "Again." })).Status);
        await _engine.UntilAsync(() => _engine.Log().Any(r => r.Type == EventTypes.ActionReported), "it is reported");

        Assert.Equal("It arrives on Tuesday.", Assert.Single(_server.Requests).Json.Text("text"));
        Assert.Single(_engine.Log(), r => r.Type == EventTypes.MessageSent);
        await using var db = _engine.OpenDb();
        Assert.Equal(("done", Olga), db.Actions.Where(a => a.Id == HandoffAnswer.IdOf(_handoff)).AsEnumerable().Select(a => (a.Status, a.Agent)).Single());
        Assert.True(_engine.Count().Balances, _engine.Count().ToString());
    }

    [Fact]
    public async Task An_end_that_is_undone_says_nothing_and_one_that_stands_says_it_when_its_time_has_come()
    {
        await WrittenAsync();
        await _engine.Handoffs.EndAsync(TestEngine.Workspace, _handoff, Olga, new Resolution(HandoffOutcome.Answered) { Answer = "Too early." });
        await _engine.Handoffs.UndoAsync(TestEngine.Workspace, _handoff, Olga);
        await _engine.Handoffs.EndAsync(TestEngine.Workspace, _handoff, Olga, new Resolution(HandoffOutcome.Answered) { Answer = "Now." });
        Assert.Empty(_server.Requests);

        _engine.Advance(HandoffDesk.UndoTime);

        await _engine.RowAsync(r => r.Type == EventTypes.MessageSent, "it is sent");
        Assert.Equal("Now.", Assert.Single(_server.Requests).Json.Text("text"));
    }

    [Fact]
    public async Task Without_a_channel_a_reply_says_so_and_an_answer_stands_in_the_log()
    {
        await _engine.Get<ChannelDesk>().RemoveAsync(TestEngine.Workspace, "hook", Actor.Person("admin"));
        await WrittenAsync();

        var fault = await Assert.ThrowsAsync<ChannelException>(() => ReplyAsync("Hello"));
        Assert.Contains("no channel on which this customer can be reached", fault.Message, StringComparison.Ordinal);
        Assert.Empty((await _engine.Handoffs.ResolveAsync(TestEngine.Workspace, _handoff, Olga, new Resolution(HandoffOutcome.Answered) { Answer = "Hello" })).Decision!.Rulings);
    }

    [Fact]
    public async Task Who_never_wrote_on_a_channel_is_answered_at_the_first_address_that_one_reaches()
    {
        await WrittenAsync(channel: null);
        Assert.Equal("email", (await ReplyAsync("Hello")).Channel);
    }

    [Fact]
    public async Task The_customer_is_told_once_that_a_person_has_taken_over()
    {
        using (var unit = _engine.Journal.Begin(0))
        {
            unit.Put(new MemberRow { Workspace = TestEngine.Workspace, Email = Olga, Name = "Olga", Role = "HumanAgent", Added = 1 });
            await _engine.Journal.SubmitAsync(unit);
        }

        await _engine.Get<ChannelDesk>().SetNoticeAsync(TestEngine.Workspace, "{person} has your case now.", Actor.Person("admin"));
        await WrittenAsync();
        var told = await _engine.RowAsync(r => r.Type == EventTypes.MessageSent, "the customer is told");
        await _engine.Handoffs.ReleaseAsync(TestEngine.Workspace, _handoff, Olga);
        await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, _handoff, Ben);
        await _engine.Get<ReplyDesk>().ReplyAsync(TestEngine.Workspace, _handoff, Ben, new Reply("Hello"));
        await _engine.UntilAsync(() => _engine.Log().Count(r => r.Type == EventTypes.MessageSent) == 2, "the answer is sent");

        Assert.Equal(("notice-" + _handoff, "person:" + Olga), (told.Id, told.Actor));
        Assert.Equal(["Olga has your case now.", "Hello"], _server.Requests.Select(r => r.Json.Text("text")));
    }

    private async Task WrittenAsync(bool claim = true, string? channel = "chat")
    {
        var sent = await _engine.SendAsync("m-1", data: JsonSerializer.Serialize(channel is null ? new { text = "Let me talk to a human" } : (object)new { text = "Let me talk to a human", channel }));
        _handoff = sent.Decision!.Handoffs[0].Id;
        if (claim) await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, _handoff, Olga);
    }

    private Task<Replied> ReplyAsync(string text) => _engine.Get<ReplyDesk>().ReplyAsync(TestEngine.Workspace, _handoff, Olga, new Reply(text));
}
