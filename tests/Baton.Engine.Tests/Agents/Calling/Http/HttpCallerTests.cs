using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Baton.Core.Agents;
using Baton.Engine.Actions;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Calling;
using Baton.Engine.Agents.Calling.Http;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Agents.Calling.Http;

public sealed class HttpCallerTests : IAsyncLifetime
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private TestEngine _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await TestEngine.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task The_task_is_posted_signed_and_the_answer_is_its_result()
    {
        await using var server = await Loopback.AnsweringAsync(200, """{"status":"success","output":{"label":"refund"},"confidence":0.8,"detail":"sure","usage":{"inputTokens":3,"cost":0.25},"actions":[{"kind":"contact.email","purpose":"reply","text":"Hello","data":{"a":1}}]}""");

        var answer = await CallAsync(server, with: http => http with { Secret = Secret, Credential = "token" });

        Assert.Equal((ResultStatus.Success, 0.8, "sure", new Usage(3, 0, 0.25m)), (answer.Status, answer.Confidence, answer.Detail, answer.Usage));
        Assert.Equal("refund", answer.Output!.Value.GetProperty("label").GetString());
        Assert.Equal(("contact.email", "reply", "hands"), Assert.Single(answer.Proposals) is var p ? (p.Kind, p.Purpose, p.Agent) : default);
        var got = Assert.Single(server.Requests);
        Assert.Equal(("POST", "application/json", "c-1-t7", "c-1-t7", "Bearer secret-of-token"), (got.Method, got.Headers["Content-Type"], got.Headers["webhook-id"], got.Headers["Idempotency-Key"], got.Headers["Authorization"]));
        Assert.True(Verifies(got, Secret));
        Assert.False(Verifies(got with { Body = [.. got.Body, (byte)' '] }, Secret));
        Assert.Equal(("c-1-t7", "hands", "Where is my parcel?"), (got.Json.GetProperty("task").GetString(), got.Json.GetProperty("agent").GetString(), got.Json.GetProperty("input").GetProperty("event").GetProperty("text").GetString()));
        Assert.Equal(TestEngine.Monday.AddMinutes(1), got.Json.GetProperty("deadline").GetDateTimeOffset());
        Assert.Equal(got.Json.ToString(), answer.Sent!.Value.GetProperty("body").ToString());
    }

    [Fact]
    public async Task A_trace_goes_on_at_the_agent()
    {
        await using var server = await Loopback.AnsweringAsync(200, """{"status":"success"}""");
        using var activity = new Activity("task").SetIdFormat(ActivityIdFormat.W3C).Start();

        await CallAsync(server);

        Assert.Contains(activity.TraceId.ToString(), Assert.Single(server.Requests).Headers["traceparent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_cannot_sign_sends_nothing_and_is_not_shown()
    {
        await using var server = await Loopback.AnsweringAsync(200, """{"status":"success"}""");

        var answer = await CallAsync(server, with: http => http with { Secret = "signing" });

        Assert.Equal((ResultStatus.Failure, true), (answer.Status, answer.IsFinal));
        Assert.Equal("The credential signing cannot sign. It is no signing secret: those are whsec_ and a key in base64.", answer.Detail);
        var lost = await CallAsync(server, with: http => http with { Credential = "lost" });
        Assert.Equal(("There is no credential lost.", true), (lost.Detail, lost.IsFinal));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(400, """{"detail":"No such customer."}""", "It answered 400: No such customer.", true, null)]
    [InlineData(401, """{"error":{"message":"bad key"}}""", "It answered 401: bad key.", true, null)]
    [InlineData(404, "<html><body>nothing</body></html>", "It answered 404.", true, null)]
    [InlineData(408, "", "It answered 408.", false, null)]
    [InlineData(409, "busy", "It answered 409: busy.", false, null)]
    [InlineData(425, "", "It answered 425.", false, null)]
    [InlineData(429, "", "It answered 429.", false, "17")]
    [InlineData(500, "it broke", "It answered 500: it broke.", false, null)]
    [InlineData(503, "", "It answered 503.", false, "3")]
    [InlineData(204, "", "It answered 204.", false, null)]
    public async Task Another_status_is_a_failure_in_words_that_says_whether_another_try_is_of_use(int status, string body, string detail, bool isFinal, string? retryAfter)
    {
        await using var server = await Loopback.AnsweringAsync(status, body, retryAfter is null ? [] : [("Retry-After", retryAfter)]);

        var answer = await CallAsync(server);

        Assert.Equal((ResultStatus.Failure, detail, isFinal), (answer.Status, answer.Detail, answer.IsFinal));
        Assert.Equal(retryAfter is null ? null : TimeSpan.FromSeconds(int.Parse(retryAfter, CultureInfo.InvariantCulture)), answer.RetryAfter);
    }

    [Fact]
    public async Task A_time_to_come_back_at_is_a_time_to_wait()
    {
        await using var server = await Loopback.AnsweringAsync(503, "", ("Retry-After", "Mon, 02 Mar 2026 09:01:30 GMT"));

        Assert.Equal(TimeSpan.FromSeconds(90), (await CallAsync(server)).RetryAfter);
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        await using var elsewhere = await Loopback.AnsweringAsync(200, """{"status":"success"}""");
        await using var server = await Loopback.AnsweringAsync(307, "", ("Location", elsewhere.Address + "secret?token=1"));

        var answer = await CallAsync(server);

        Assert.Equal(($"It answered 307 and points to {elsewhere.Address}secret. Baton follows no redirects: give the agent the address itself.", true), (answer.Detail, answer.IsFinal));
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData("", "Its answer is no JSON that can be read: ")]
    [InlineData("{\"status\":\"success\"", "Its answer is no JSON that can be read: ")]
    [InlineData("{\"status\":\"success\",\"detail\":\"\\ud83d\"}", "Its answer is no JSON that can be read: ")]
    [InlineData("[]", "Its answer is not a JSON object.")]
    [InlineData("{}", "Its answer is no result: 'status' must be one of success, failure, needs-human-review, needs-more-info.")]
    [InlineData("""{"status":"success","confidence":1.5,"output":"x","actions":[{"kind":"a b"}],"extra":1}""", "Its answer is no result: there is no 'extra'; 'output' must be an object; 'confidence' must be a number from 0 to 1; 'kind' of an action must be letters, digits, '.', '-' and '_', for example contact.email.")]
    [InlineData("""{"status":"success","actions":[{"kind":"fly","execute":"baton"}]}""", "Its answer is no result: Baton has no connector for fly; use execute: self.")]
    public async Task What_is_no_result_is_a_failure_that_names_every_fault(string body, string detail)
    {
        await using var server = await Loopback.AnsweringAsync(200, body);

        var answer = await CallAsync(server);

        Assert.Equal((ResultStatus.Failure, false), (answer.Status, answer.IsFinal));
        Assert.StartsWith(detail, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_answer_is_given_up_at_a_mebibyte()
    {
        var piece = new byte[64 * 1024];
        await using var server = await Loopback.StartAsync(async (context, _) =>
        {
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(piece, context.RequestAborted);
        });

        Assert.Equal("Its answer is larger than 1 MiB.", (await CallAsync(server)).Detail);
    }

    [Fact]
    public async Task An_agent_that_hangs_up_or_is_not_there_is_named()
    {
        await using var server = await Loopback.StartAsync(async (context, _) =>
        {
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("{\"status\":"));
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        var broke = await CallAsync(server);
        var address = server.Address;
        await server.DisposeAsync();
        var gone = await CallAsync(address);

        Assert.Matches($"^{address.Authority} (broke off its answer|could not be reached): ", broke.Detail);
        Assert.StartsWith($"{address.Authority} could not be reached: ", gone.Detail, StringComparison.Ordinal);
        Assert.False(broke.IsFinal || gone.IsFinal);
    }

    [Fact]
    public async Task Later_is_no_answer_when_nobody_can_be_called_back_or_waits()
    {
        await using var server = await Loopback.AnsweringAsync(202);

        var nowhere = await CallAsync(server);
        _engine.Get<CallbackAddress>().Base = new Uri("http://baton.test/here/");
        var tried = await CallAsync(server, isTrial: true);
        var later = await CallAsync(server);

        Assert.Equal(("It answered 202, which means later, but Baton has no address to be called back at: set Baton:PublicAddress.", true), (nowhere.Detail, nowhere.IsFinal));
        Assert.Equal(("It answered 202, which means later, but nobody waits for the answer of a try.", true), (tried.Detail, tried.IsFinal));
        Assert.True(later.AnswersLater);
        var callback = server.Requests.Last().Json.GetProperty("callback").GetString()!;
        Assert.StartsWith("http://baton.test/here/api/v1/callbacks/", callback, StringComparison.Ordinal);
        Assert.DoesNotContain(callback.Split('/')[^1], later.Sent!.Value.ToString(), StringComparison.Ordinal);
        Assert.True(server.Requests.ElementAt(1).Json.GetProperty("trial").GetBoolean());
    }

    private Task<AgentAnswer> CallAsync(Loopback server, Func<HttpSettings, HttpSettings>? with = null, bool isTrial = false) => CallAsync(new Uri(server.Address, "tasks"), with, isTrial);

    private Task<AgentAnswer> CallAsync(Uri address, Func<HttpSettings, HttpSettings>? with = null, bool isTrial = false)
    {
        var http = new HttpSettings { Address = address };
        var agent = new AgentDefinition { Name = "hands", Department = "support", Kind = AgentKind.Http, Http = with?.Invoke(http) ?? http };
        return new HttpCaller(Calls.Outbound, Calls.Credentials, _engine.Get<Callbacks>(), _engine.Get<ActionRunner>(), _engine.Clock).CallAsync(Calls.To(agent, isTrial: isTrial), TestContext.Current.CancellationToken);
    }

    // As an agent would do it, by the specification's words.
    private static bool Verifies(Received got, string secret)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{got.Headers["webhook-id"]}.{got.Headers["webhook-timestamp"]}."), .. got.Body];
        var wanted = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed));
        return got.Headers["webhook-signature"].Split(' ').Any(s => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(s), Encoding.ASCII.GetBytes(wanted)));
    }
}
