using Baton.Core.Agents;

namespace Baton.Engine.Tests.Agents.Calling.Llm;

public sealed class LlmFaultTests
{
    public static TheoryData<LlmProtocol> Protocols => [LlmProtocol.OpenAi, LlmProtocol.Anthropic];

    [Theory]
    [InlineData(LlmProtocol.OpenAi, "Retry-After", "17", 17)]
    [InlineData(LlmProtocol.Anthropic, "Retry-After", "17", 17)]
    [InlineData(LlmProtocol.OpenAi, "Retry-After", "Mon, 02 Mar 2026 09:01:30 GMT", 90)]
    [InlineData(LlmProtocol.OpenAi, "Retry-After", "Mon, 02 Mar 2026 08:00:00 GMT", 0)]
    [InlineData(LlmProtocol.OpenAi, "retry-after-ms", "1500", 1.5)]
    public async Task Too_many_requests_are_a_failure_with_the_time_that_the_server_asks_for(LlmProtocol protocol, string header, string value, double seconds)
    {
        await using var bench = new LlmBench();

        var answer = await bench.AskAsync(ModelScript.Refused(429, """{"error":{"message":"Slow down."}}""", (header, value)), protocol);

        Assert.Equal((ResultStatus.Failure, false, TimeSpan.FromSeconds(seconds)), (answer.Status, answer.IsFinal, answer.RetryAfter));
        Assert.Contains("too many requests (429). It said: Slow down.", answer.Detail, StringComparison.Ordinal);
        Assert.Single(bench.Server.Seen); // the library tries nothing again by itself
    }

    [Fact]
    public async Task A_date_is_read_by_the_servers_own_clock()
    {
        await using var bench = new LlmBench();

        var answer = await bench.AskAsync(ModelScript.Refused(503, "", ("Date", "Tue, 01 Dec 2026 10:00:00 GMT"), ("Retry-After", "Tue, 01 Dec 2026 10:02:00 GMT")));

        Assert.Equal(TimeSpan.FromMinutes(2), answer.RetryAfter);
    }

    [Fact]
    public async Task The_providers_own_headers_are_read_for_what_is_used_up()
    {
        await using var bench = new LlmBench();

        var open = await bench.AskAsync(ModelScript.Refused(429, "", ("x-ratelimit-remaining-requests", "0"), ("x-ratelimit-reset-requests", "6m0.5s"), ("x-ratelimit-remaining-tokens", "9"), ("x-ratelimit-reset-tokens", "9h")));
        var anthropic = await bench.AskAsync(ModelScript.Refused(429, "", ("anthropic-ratelimit-tokens-remaining", "0"), ("anthropic-ratelimit-tokens-reset", "2026-03-02T09:00:45Z")), LlmProtocol.Anthropic);

        Assert.Equal(TimeSpan.FromSeconds(360.5), open.RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(45), anthropic.RetryAfter);
    }

    [Theory]
    [InlineData(400, true, "refused the request (400)")]
    [InlineData(401, true, "does not accept the credential models (401)")]
    [InlineData(403, true, "does not accept the credential models (403)")]
    [InlineData(404, true, "knows no model small at this address (404)")]
    [InlineData(408, false, "(408)")]
    [InlineData(409, false, "(409)")]
    [InlineData(422, true, "(422)")]
    [InlineData(500, false, "failed (500)")]
    [InlineData(502, false, "failed (502)")]
    [InlineData(529, false, "overloaded (529)")]
    public async Task A_refusal_of_the_server_says_what_to_do_and_whether_trying_again_is_of_use(int status, bool isFinal, string words)
    {
        await using var bench = new LlmBench();

        foreach (var protocol in Enum.GetValues<LlmProtocol>())
        {
            var answer = await bench.AskAsync(ModelScript.Refused(status, "<html>Nginx</html>"), protocol);

            Assert.Equal((ResultStatus.Failure, isFinal), (answer.Status, answer.IsFinal));
            Assert.Contains(words, answer.Detail, StringComparison.Ordinal);
            Assert.DoesNotContain("Nginx", answer.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_that_wants_a_key_where_none_is_named_is_said_so()
    {
        await using var bench = new LlmBench();
        bench.Server.Then(ModelScript.Refused(401));

        Assert.Contains("names no credential", (await bench.AskAsync(bench.Call(with: s => s with { Credential = null }))).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credential_that_is_missing_is_final_and_nothing_is_sent()
    {
        await using var bench = new LlmBench { NoKey = "There is no credential models." };

        var answer = await bench.AskAsync(bench.Call());

        Assert.Equal(("There is no credential models.", true), (answer.Detail, answer.IsFinal));
        Assert.Empty(bench.Server.Seen);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_connection_that_breaks_in_the_middle_is_a_failure(LlmProtocol protocol)
    {
        await using var bench = new LlmBench();

        var answer = await bench.AskAsync(ModelScript.Answers() with { BreaksAfter = 4 }, protocol);

        Assert.Equal((ResultStatus.Failure, false, "The connection to the model's server broke in the middle of its answer."), (answer.Status, answer.IsFinal, answer.Detail));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_server_that_falls_silent_in_the_middle_is_noticed(LlmProtocol protocol)
    {
        await using var bench = new LlmBench { Silence = TimeSpan.FromMilliseconds(300) };

        var answer = await bench.AskAsync(ModelScript.Answers() with { HangsAfter = 4 }, protocol);

        Assert.Contains("stopped in the middle of its answer: nothing came for 0.3 s", answer.Detail, StringComparison.Ordinal);
        await bench.Server.CallerLeft.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_stream_that_ends_without_saying_so_is_no_answer(LlmProtocol protocol)
    {
        await using var bench = new LlmBench();

        var answer = await bench.AskAsync(new ModelScript { Body = "" }, protocol);

        Assert.Equal((ResultStatus.Failure, "The model's server stopped in the middle of its answer."), (answer.Status, answer.Detail));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task An_endless_answer_is_cut(LlmProtocol protocol)
    {
        await using var bench = new LlmBench();
        bench.Server.Then(new ModelScript { IsEndless = true });

        var answer = await bench.AskAsync(bench.Call(protocol, s => s with { MaxOutputTokens = 50 }));

        Assert.Contains("wrote more than its limit of 50 tokens allows", answer.Detail, StringComparison.Ordinal);
        await bench.Server.CallerLeft.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_huge_line_is_cut_before_it_fills_the_memory(LlmProtocol protocol)
    {
        await using var bench = new LlmBench();

        var answer = await bench.AskAsync(new ModelScript { Body = "data: \"" + new string('x', 8 << 20) }, protocol);

        Assert.Contains("sent more than 3,072 KiB in one answer", answer.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Cancelling_closes_the_connection(LlmProtocol protocol)
    {
        await using var bench = new LlmBench();
        bench.Server.Then(ModelScript.Answers() with { HangsAfter = 3 });
        using var stop = new CancellationTokenSource();

        var asking = bench.AskAsync(bench.Call(protocol), stop.Token);
        await bench.Server.AskedAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await bench.Server.CallerLeft.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_slow_server_is_waited_for(LlmProtocol protocol)
    {
        await using var bench = new LlmBench { Silence = TimeSpan.FromMilliseconds(1) };
        var thinking = new TaskCompletionSource();
        bench.Server.Then(ModelScript.Answers() with { Before = thinking.Task, Body = "" });

        var asking = bench.AskAsync(bench.Call(protocol));
        await bench.Server.AskedAsync(TestContext.Current.CancellationToken);
        Assert.False(asking.IsCompleted);
        thinking.SetResult();

        Assert.Equal(ResultStatus.Failure, (await asking).Status);
    }

    [Theory]
    [InlineData("text/html", "<html>Welcome</html>", "answered text/html instead of a stream of events")]
    [InlineData("text/event-stream", "event: message_start\ndata: {nonsense\n\n", "protocol does not know")]
    [InlineData("text/event-stream", "data: 7\n\n", "The model's server")]
    [InlineData("application/json", """{"choices":[]}""", "answered application/json instead")]
    public async Task Nonsense_is_a_failure_in_words(string type, string body, string words)
    {
        await using var bench = new LlmBench();

        foreach (var protocol in Enum.GetValues<LlmProtocol>())
        {
            var answer = await bench.AskAsync(new ModelScript { ContentType = type, Body = body }, protocol);

            Assert.Equal(ResultStatus.Failure, answer.Status);
            Assert.Contains(words, answer.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_error_in_the_middle_of_the_stream_is_said()
    {
        await using var bench = new LlmBench();

        var anthropic = await bench.AskAsync(new ModelScript { Body = "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n" }, LlmProtocol.Anthropic);
        var open = await bench.AskAsync(new ModelScript { Body = "data: {\"error\":{\"message\":\"Out of memory\",\"code\":500}}\n\n" });

        Assert.Contains("gave up in the middle of its answer: Overloaded", anthropic.Detail, StringComparison.Ordinal);
        Assert.Contains("gave up in the middle of its answer: Out of memory", open.Detail, StringComparison.Ordinal);
        Assert.False(anthropic.IsFinal);
    }

    [Fact]
    public async Task A_server_that_is_off_cannot_be_reached()
    {
        await using var bench = new LlmBench();
        var call = bench.Call();
        await bench.Server.DisposeAsync();

        var answer = await bench.AskAsync(call);

        Assert.Equal((ResultStatus.Failure, false), (answer.Status, answer.IsFinal));
        Assert.Contains("cannot be reached", answer.Detail, StringComparison.Ordinal);
    }
}
