using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Actions;
using Baton.Engine.Agents.Calling.Http;
using Baton.Engine.Channels;
using Baton.Engine.Clocks;
using Baton.Engine.Credentials;
using Baton.Engine.Outbound;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Tests.Channels;

/// <summary>What agents leave to Baton goes out over channels, to real small servers.</summary>
public sealed class ChannelTests : IAsyncLifetime
{
    private const string Ana = "email:ana@example.com", Signing = "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=";

    private static readonly Actor Olga = Actor.Person("olga");
    private TestEngine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        await _engine.DefineAsync("care");
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_webhook_gets_what_is_to_be_done_signed_and_with_the_actions_id()
    {
        await using var server = await Loopback.AnsweringAsync(204);
        await _engine.Get<CredentialDesk>().PutAsync(TestEngine.Workspace, new GivenCredential("signing", Signing, ["127.0.0.1"]), Olga);
        await DefineAsync(Webhook(server.Address) with { Secret = "signing" });

        await AskAsync("a-1");
        var sent = await _engine.RowAsync(r => r.Type == EventTypes.MessageSent, "it is told that it was sent");

        var request = Assert.Single(server.Requests);
        Assert.Equal(("a-1", "contact.email", "ana@example.com", "care", "Hello"), (request.Json.Text("id"), request.Json.Text("kind"), request.Json.Text("to"), request.Json.Text("agent"), request.Json.Text("text")));
        Assert.Equal(("a-1", "a-1"), (request.Headers[StandardWebhook.Id], request.Headers["Idempotency-Key"]));
        Assert.Equal(StandardWebhook.Sign(Signing, "a-1", TestEngine.Monday, request.Body), request.Headers[StandardWebhook.Signature]);
        Assert.Equal(("a-1", "baton/channels", "agent:care"), (sent.Id, sent.Source, sent.Actor));
        Assert.Equal(("Hello", "email", "a-1", "hook"), (Data(sent, "text"), Data(sent, "channel"), Data(sent, "action"), Data(sent, "over")));
        Assert.Equal("done", await StatusAsync("a-1"));
    }

    [Theory]
    [InlineData(500, """{"detail":"The provider is down."}""", "The channel hook did not take it. It answered 500: The provider is down.")]
    [InlineData(302, "", "The channel hook did not take it. It answered 302. Baton follows no redirects")]
    public async Task What_a_webhook_does_not_take_has_failed_with_its_words_and_counts_no_more(int status, string body, string why)
    {
        await using var server = await Loopback.AnsweringAsync(status, body);
        await DefineAsync(Webhook(server.Address));

        await AskAsync("a-1");

        Assert.StartsWith(why, Data(await _engine.RowAsync(r => r.Type == EventTypes.ActionReported, "it is reported"), "detail"), StringComparison.Ordinal);
        Assert.Equal("failed", await StatusAsync("a-1"));
        Assert.DoesNotContain(_engine.Log(), r => r.Type == EventTypes.MessageSent);
        Assert.Empty((await _engine.StateAsync()).Actions);
    }

    [Fact]
    public async Task A_private_address_that_nobody_allowed_is_not_called()
    {
        await using var server = await Loopback.AnsweringAsync(204);
        await using var engine = await TestEngine.StartAsync(new AppClock(TimeProvider.System, TestEngine.Monday, rate: 0), [], services => services.AddSingleton(new OutboundOptions()));
        await engine.DefineAsync("care");
        await using var mail = new MailServer();
        await engine.Get<ChannelDesk>().DefineAsync(TestEngine.Workspace, Webhook(server.Address) with { Does = ["contact.sms"] }, Olga);
        await engine.Get<ChannelDesk>().DefineAsync(TestEngine.Workspace, Email(mail), Olga);

        await engine.AskAsync("a-1", "care", kind: "contact.sms", purpose: "reply", execute: Executor.Baton);
        await engine.AskAsync("a-2", "care", purpose: "reply", execute: Executor.Baton);
        await engine.UntilAsync(() => engine.Log().Count(r => r.Type == EventTypes.ActionReported) == 2, "both are reported");

        Assert.All(engine.Log().Where(r => r.Type == EventTypes.ActionReported), r => Assert.Contains("An admin can allow 127.0.0.1:", Data(r, "detail"), StringComparison.Ordinal));
        Assert.Empty(server.Requests);
        Assert.Empty(mail.Taken);
    }

    [Fact]
    public async Task An_e_mail_reaches_the_mail_server_and_nothing_in_it_can_begin_a_header()
    {
        await using var mail = new MailServer();
        await _engine.Get<CredentialDesk>().PutAsync(TestEngine.Workspace, new GivenCredential("mail", "correct horse", ["127.0.0.1"]), Olga);
        await DefineAsync(Email(mail) with { User = "baton", Credential = "mail", FromName = "Grüße aus Köln" });

        await _engine.Actions.AskAsync(TestEngine.Workspace, TestEngine.Address(Ana), new Proposal { Id = "a-1", Agent = "care", Kind = "contact.email", Purpose = "reply", Text = "Ihr Paket kommt.\r\n.\r\nBis bald 🙂", Execute = Executor.Baton, Data = JsonElement.Parse("""{"subject":"Paket\r\nBcc: all@example.com","inReplyTo":"<m-1@example.com>"}""") });
        await _engine.RowAsync(r => r.Type == EventTypes.MessageSent, "it is sent");

        var taken = Assert.Single(mail.Taken);
        Assert.Equal(("support@example.com", "ana@example.com", "|baton|correct horse"), (taken.From, taken.To, taken.SignedInAs));
        Assert.Equal("Ihr Paket kommt.\r\n.\r\nBis bald 🙂", taken.Words);
        Assert.DoesNotContain("\r\nBcc:", taken.Text, StringComparison.Ordinal);
        Assert.Equal("=?utf-8?B?R3LDvMOfZSBhdXMgS8O2bG4=?= <support@example.com>", taken.Header("From"));
        Assert.Equal(("<m-1@example.com>", "Mon, 02 Mar 2026 09:00:00 +0000"), (taken.Header("In-Reply-To"), taken.Header("Date")));
        Assert.EndsWith("@example.com>", taken.Header("Message-ID"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_goes_along_by_its_name_and_one_that_was_changed_stops_the_message()
    {
        await using var mail = new MailServer();
        await DefineAsync(Email(mail));
        await _engine.SendAsync("m-1");
        var file = await _engine.Get<AttachmentDesk>().PutAsync(TestEngine.Workspace, (await _engine.StateAsync()).Id, "../Rechnung №1.html", "text/html", "<script>"u8.ToArray(), Olga);
        Assert.Equal("Rechnung №1.html", file.Name);

        await AskAsync("a-1", data: JsonSerializer.SerializeToElement(new { attachments = new[] { new { id = file.Id, name = file.Name } } }));
        await _engine.RowAsync(r => r.Type == EventTypes.MessageSent, "it is sent");
        var text = Assert.Single(mail.Taken).Text;
        Assert.Contains("Content-Disposition: attachment; filename*=utf-8''Rechnung%20%E2%84%961.html", text, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String("<script>"u8), text, StringComparison.Ordinal);

        await AskAsync("a-2", data: JsonElement.Parse("""{"attachments":[{"id":"lost","name":"lost.pdf"}]}"""));
        Assert.Contains("The file lost.pdf is not there any more", Data(await _engine.RowAsync(r => r.Type == EventTypes.ActionReported && r.Action == "a-2", "it is reported"), "detail"), StringComparison.Ordinal);
        Assert.Single(mail.Taken);
    }

    [Fact]
    public async Task What_the_mail_server_says_against_a_recipient_stands_in_the_log()
    {
        await using var mail = new MailServer { Unknown = "ana@example.com" };
        await DefineAsync(Email(mail));

        await AskAsync("a-1");

        Assert.Equal("The mail server 127.0.0.1 refused the recipient: 550 No such user here.", Data(await _engine.RowAsync(r => r.Type == EventTypes.ActionReported, "it is reported"), "detail"));
    }

    [Fact]
    public async Task A_mail_server_without_encryption_gets_nothing_where_some_is_wanted()
    {
        await using var mail = new MailServer();
        await DefineAsync(Email(mail) with { Security = MailSecurity.StartTls });

        await AskAsync("a-1");

        Assert.Contains("offers no encryption", Data(await _engine.RowAsync(r => r.Type == EventTypes.ActionReported, "it is reported"), "detail"), StringComparison.Ordinal);
        Assert.Empty(mail.Taken);
    }

    [Fact]
    public async Task Slack_gets_the_text_at_an_address_whose_end_is_secret()
    {
        await using var server = await Loopback.AnsweringAsync(200, "ok");
        await _engine.Get<CredentialDesk>().PutAsync(TestEngine.Workspace, new GivenCredential("slack", "T000/B000/xyz", ["127.0.0.1"]), Olga);
        await DefineAsync(new ChannelDefinition { Name = "slack", Kind = ChannelKind.Slack, Does = ["contact.slack"], Address = new Uri(server.Address, "services"), Credential = "slack" });

        await _engine.AskAsync("a-1", "care", kind: "contact.slack", purpose: "reply", execute: Executor.Baton);
        await _engine.RowAsync(r => r.Type == EventTypes.MessageSent, "it is sent");

        var request = Assert.Single(server.Requests);
        Assert.Equal(("/services/T000/B000/xyz", "Hello"), (request.Path, request.Json.Text("text")));
        Assert.DoesNotContain(_engine.Log(), r => r.Data?.Contains("T000/B000/xyz", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task The_channel_that_names_a_kind_most_exactly_does_it_and_none_is_none()
    {
        var book = _engine.Get<ChannelBook>();
        await DefineAsync(Webhook(new Uri("https://a.example.com")) with { Name = "all", Does = ["contact.*"] });
        await DefineAsync(Webhook(new Uri("https://b.example.com")) with { Name = "mail", Does = ["contact.email", "refund"] });

        Assert.Equal(("mail", "all", "mail", null), (book.Find(TestEngine.Workspace, "contact.email")?.Name, book.Find(TestEngine.Workspace, "contact.sms")?.Name, book.Find(TestEngine.Workspace, "refund")?.Name, book.Find(TestEngine.Workspace, "case.close")?.Name));
        Assert.True(_engine.Get<ActionRunner>().Does(TestEngine.Workspace, "refund"));
        Assert.False(_engine.Get<ActionRunner>().Does("another", "refund"));
        Assert.True(await _engine.Get<ChannelDesk>().RemoveAsync(TestEngine.Workspace, "mail", Olga));
        Assert.False(_engine.Get<ActionRunner>().Does(TestEngine.Workspace, "refund"));
    }

    [Fact]
    public async Task What_was_begun_before_a_crash_is_done_again_with_its_id_or_marked_when_a_person_has_the_case()
    {
        await using var server = await Loopback.AnsweringAsync(204);
        await DefineAsync(Webhook(server.Address));
        var handoff = (await _engine.SendAsync("m-1", data: """{"text":"Let me talk to a human"}""")).Decision!.Handoffs[0].Id;
        await BrokenOffAsync("a-1", Ana);
        await BrokenOffAsync("a-2", "email:bo@example.com");
        await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, handoff, "olga@example.com");

        await _engine.RestartAsync();

        await _engine.RowAsync(r => r.Type == EventTypes.ActionReported && r.Action == "a-2", "what nobody stands against is done");
        var marked = await _engine.RowAsync(r => r.Type == EventTypes.ActionLapsed && r.Action == "a-1", "what a person stands against is marked");
        Assert.Contains("olga@example.com took over", marked.Sentence, StringComparison.Ordinal);
        Assert.Equal(("unreported", "done"), (await StatusAsync("a-1"), await StatusAsync("a-2")));
        Assert.Equal("a-2", Assert.Single(server.Requests).Json.Text("id"));
    }

    // As a process leaves it that is killed between the gate and the report: begun, and nobody at work on it.
    private async Task BrokenOffAsync(string id, string customer)
    {
        await _engine.Actions.AskAsync(TestEngine.Workspace, TestEngine.Address(customer), new Proposal { Id = id, Agent = "care", Kind = "contact.email", Purpose = "reply", Text = "Hello" });
        var whose = _engine.Conductor.Find(TestEngine.Workspace, TestEngine.Address(customer))!;
        await _engine.Get<ActionGate>().RedeemAsync(TestEngine.Workspace, id, whose, "care", fence: 0);
        await using var db = _engine.OpenDb();
        var row = db.Actions.Single(a => a.Id == id);
        using var unit = _engine.Journal.Begin(0);
        unit.Put(row with { Execute = "baton" });
        await _engine.Journal.SubmitAsync(unit);
    }

    private static ChannelDefinition Webhook(Uri address) => new() { Name = "hook", Kind = ChannelKind.Webhook, Does = ["contact.email"], Address = address };

    private static ChannelDefinition Email(MailServer server) => new() { Name = "mail", Kind = ChannelKind.Email, Does = ["contact.email"], Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, From = "support@example.com" };

    private Task<bool> DefineAsync(ChannelDefinition channel) => _engine.Get<ChannelDesk>().DefineAsync(TestEngine.Workspace, channel, Olga);

    private Task<Turn> AskAsync(string id, JsonElement data = default) =>
        _engine.Actions.AskAsync(TestEngine.Workspace, TestEngine.Address(Ana), new Proposal { Id = id, Agent = "care", Kind = "contact.email", Purpose = "reply", Text = "Hello", Data = data, Execute = Executor.Baton });

    private async Task<string> StatusAsync(string id)
    {
        await using var db = _engine.OpenDb();
        return db.Actions.Where(a => a.Id == id).Select(a => a.Status).Single();
    }

    private static string? Data(LogRow row, string member) => JsonElement.Parse(row.Data!).Text(member);
}
