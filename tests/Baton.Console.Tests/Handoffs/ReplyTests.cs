using System.Net;
using System.Text;

namespace Baton.Web.Tests.Handoffs;

/// <summary>Channels, people's answers and files, over HTTP.</summary>
public sealed class ReplyTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    private const string Kim = "kim@example.com";

    public async ValueTask InitializeAsync()
    {
        await app.PostAsync("members", $$"""{"email":"{{Kim}}","name":"Kim","role":"HumanAgent"}""");
        await app.PutAsync("channels/hook", """{"kind":"webhook","does":["contact.chat"],"address":"https://channel.invalid/send"}""");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_channel_is_set_up_changed_and_removed_and_every_fault_of_one_is_named()
    {
        var made = await app.PutAsync("channels/mail", """{"kind":"email","does":["contact.email"],"host":"smtp.example.com","from":"support@example.com","user":"baton","credential":"mail"}""");
        var same = await app.PutAsync("channels/mail", """{"kind":"email","does":["contact.email"],"host":"smtp.example.com","security":"tls","from":"support@example.com"}""");
        Assert.Equal((201, 200, 587, 465), (made.Status, same.Status, made["port"].GetInt32(), same["port"].GetInt32()));

        var wrong = await app.PutAsync("channels/odd", """{"kind":"email","does":["contact email"],"host":"no host","from":"nobody","user":"x","more":1}""");
        Assert.Equal((422, "/credential /does /from /host /more"), (wrong.Status, string.Join(' ', wrong.Faults.Order(StringComparer.Ordinal))));
        Assert.Equal(["hook", "mail"], (await app.GetAsync("channels")).Items.Select(c => c.GetProperty("name").GetString()));
        Assert.Equal((204, 404), ((await app.SendAsync(HttpMethod.Delete, "channels/mail")).Status, (await app.GetAsync("channels/mail")).Status));
    }

    [Fact]
    public async Task An_agent_may_leave_to_baton_what_a_channel_does_and_nothing_else()
    {
        await app.PutAsync("agents/helper", """{"department":"support","kind":"pull"}""");

        var chat = await app.PostAsync("actions:check", """{"agent":"helper","customer":"email:x@example.com","kind":"contact.chat","execute":"baton"}""");
        var sms = await app.PostAsync("actions:check", """{"agent":"helper","customer":"email:x@example.com","kind":"contact.sms","execute":"baton"}""");

        Assert.Equal((200, 422), (chat.Status, sms.Status));
    }

    [Fact]
    public async Task Only_the_owner_answers_and_the_same_answer_is_given_once()
    {
        var id = await HandoffAsync("owner");

        Assert.Equal(403, (await ReplyAsync(id, """{"text":"Hello"}""")).Status);
        await app.PostAsync($"handoffs/{id}/claim", onBehalfOf: Kim);
        var (first, again) = (await ReplyAsync(id, """{"text":"Hello","id":"r1"}"""), await ReplyAsync(id, """{"text":"Hello","id":"r1"}"""));

        Assert.Equal((201, 200, "allow", "contact.chat", Kim), (first.Status, again.Status, first.Text("verdict"), first.Text("kind"), first.Text("agent")));
        Assert.Equal(first.Text("id"), again.Text("id"));
        Assert.Single((await app.GetAsync("timeline?customer=email:owner@example.com&type=baton.action.proposed")).Items);
        Assert.Equal(422, (await ReplyAsync(id, """{"text":"Hello","anyway":true}""")).Status);
        Assert.Equal(422, (await ReplyAsync(id, """{"text":"Hello","channel":"sms"}""")).Status);
        Assert.Equal(404, (await ReplyAsync("cus_nobody-h1", """{"text":"Hello"}""")).Status);
    }

    [Fact]
    public async Task A_file_is_handed_out_only_to_be_saved_whatever_it_says_it_is()
    {
        await HandoffAsync("file");
        using var client = app.Caller();
        using var body = new ByteArrayContent("<script>alert(1)</script>"u8.ToArray());
        body.Headers.ContentType = new("text/html");
        using var put = await client.PostAsync("/api/v1/attachments?customer=email:file@example.com&name=..%2Fodd.html", body);
        var id = System.Text.Json.JsonElement.Parse(await put.Content.ReadAsByteArrayAsync()).GetProperty("id").GetString();

        using var got = await client.GetAsync($"/api/v1/attachments/{id}");
        using var lost = await client.GetAsync("/api/v1/attachments/lost");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.NotFound), (put.StatusCode, got.StatusCode, lost.StatusCode));
        Assert.Equal(("application/octet-stream", "attachment", "odd.html"), (got.Content.Headers.ContentType!.MediaType, got.Content.Headers.ContentDisposition!.DispositionType, got.Content.Headers.ContentDisposition.FileName));
        Assert.Equal("nosniff", got.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", got.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("<script>alert(1)</script>", Encoding.UTF8.GetString(await got.Content.ReadAsByteArrayAsync()));
    }

    private Task<Answer> ReplyAsync(string handoff, string body) => app.PostAsync($"handoffs/{handoff}/reply", body, Kim);

    private async Task<string> HandoffAsync(string id)
    {
        await app.EventAsync("message.received", $"email:{id}@example.com", """{"text":"Let me talk to a human","channel":"chat"}""");
        return (await app.GetAsync($"handoffs?customer=email:{id}@example.com")).Items.Single().GetProperty("id").GetString()!;
    }
}
