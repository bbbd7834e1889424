using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Agents;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Calling.A2a;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Agents.Calling.A2a;

public sealed class A2aCallerTests
{
    private readonly HandClock _clock = new(TestEngine.Monday);
    private readonly A2aCaller _caller;

    public A2aCallerTests() => _caller = new A2aCaller(Calls.Outbound, Calls.Credentials, _clock, TimeSpan.FromMilliseconds(1));

    [Fact]
    public async Task A_task_is_sent_as_a_message_followed_and_its_artifacts_are_the_output()
    {
        await using var server = await SmallA2aServer.StartAsync();
        server.Then(Task("SUBMITTED")).Then(Status("WORKING")).Then(Status("WORKING"))
            .Then("""{"id":"t-1","contextId":"c","status":{"state":"TASK_STATE_COMPLETED"},"artifacts":[{"artifactId":"a","parts":[{"data":{"label":"refund"}}]}]}""");

        var answer = await CallAsync(server, credential: "token");

        Assert.Equal((ResultStatus.Success, "refund"), (answer.Status, answer.Output!.Value.GetProperty("label").GetString()));
        Assert.Equal(["SendMessage", "GetTask", "GetTask", "GetTask"], server.Asked.Select(r => r.Json.GetProperty("method").GetString()));
        Assert.All(server.Asked, r => Assert.Equal(("1.0", "Bearer secret-of-token", "/rpc", "acme"), (r.Headers["A2A-Version"], r.Headers["Authorization"], r.Path, r.Json.GetProperty("params").GetProperty("tenant").GetString())));
        var sent = server.Asked[0].Json.GetProperty("params");
        var message = sent.GetProperty("message");
        Assert.Equal(("c-1-t7", "ROLE_USER", "Where is my parcel?"), (message.GetProperty("messageId").GetString(), message.GetProperty("role").GetString(), message.GetProperty("parts")[0].GetProperty("text").GetString()));
        Assert.Equal("message.received", message.GetProperty("parts")[1].GetProperty("data").GetProperty("event").GetProperty("type").GetString());
        Assert.True(sent.GetProperty("configuration").GetProperty("returnImmediately").GetBoolean());
        Assert.False(message.TryGetProperty("kind", out _));
        Assert.Equal("t-1", server.Asked[1].Json.GetProperty("params").GetProperty("id").GetString());
        Assert.True(JsonElement.DeepEquals(sent, answer.Sent!.Value.GetProperty("params")));
    }

    [Fact]
    public async Task An_agent_of_version_0_3_is_spoken_to_in_its_own_words()
    {
        await using var server = await SmallA2aServer.StartAsync(isFirst: true);
        server.Then("""{"kind":"task","id":"t-1","contextId":"c","status":{"state":"working"}}""")
            .Then("""{"kind":"task","id":"t-1","contextId":"c","status":{"state":"completed"},"artifacts":[{"artifactId":"a","parts":[{"kind":"text","text":"All"},{"kind":"text","text":"done."}]}]}""");

        var answer = await CallAsync(server);

        Assert.Equal("All\ndone.", answer.Output!.Value.GetProperty("text").GetString());
        Assert.Equal(["message/send", "tasks/get"], server.Asked.Select(r => r.Json.GetProperty("method").GetString()));
        var message = server.Asked[0].Json.GetProperty("params").GetProperty("message");
        Assert.Equal(("message", "user", "text", "0.3"), (message.GetProperty("kind").GetString(), message.GetProperty("role").GetString(), message.GetProperty("parts")[0].GetProperty("kind").GetString(), server.Asked[0].Headers["A2A-Version"]));
        Assert.False(server.Asked[0].Json.GetProperty("params").GetProperty("configuration").GetProperty("blocking").GetBoolean());
    }

    [Theory]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_AGENT","parts":[{"text":"{\"label\":\"spam\"}"}]}}""", """{"label":"spam"}""")]
    [InlineData("""{"kind":"message","messageId":"m","role":"agent","parts":[{"kind":"text","text":"Hello"},{"kind":"data","data":[1,2]}]}""", """{"text":"Hello","data":[[1,2]]}""")]
    [InlineData("""{"task":{"id":"t","status":{"state":"TASK_STATE_COMPLETED","message":{"parts":[{"text":"Said in passing"}]}}}}""", """{"text":"Said in passing"}""")]
    [InlineData("""{"task":{"id":"t","status":{"state":"TASK_STATE_COMPLETED"},"history":[{"role":"ROLE_USER","parts":[{"text":"q"}]},{"role":"ROLE_AGENT","parts":[{"text":"a"}]}]}}""", """{"text":"a"}""")]
    public async Task What_is_answered_at_once_is_the_output(string result, string output)
    {
        await using var server = await SmallA2aServer.StartAsync();
        server.Then(result);

        var answer = await CallAsync(server);

        Assert.Equal((ResultStatus.Success, output), (answer.Status, answer.Output?.GetRawText()));
        Assert.Single(server.Asked);
    }

    [Theory]
    [InlineData("INPUT_REQUIRED", "Which order?", ResultStatus.NeedsMoreInfo, "Which order?", false)]
    [InlineData("AUTH_REQUIRED", "Sign in first.", ResultStatus.NeedsMoreInfo, "Sign in first.", false)]
    [InlineData("INPUT_REQUIRED", "", ResultStatus.NeedsMoreInfo, "It asks for more and does not say what", false)]
    [InlineData("FAILED", "No printer.", ResultStatus.Failure, "It failed: No printer.", false)]
    [InlineData("REJECTED", "Not my job.", ResultStatus.Failure, "It rejected the task: Not my job.", true)]
    [InlineData("CANCELED", "", ResultStatus.Failure, "Its task was cancelled there.", false)]
    public async Task Every_end_of_the_agents_task_is_one_of_ours(string state, string said, ResultStatus status, string detail, bool isFinal)
    {
        await using var server = await SmallA2aServer.StartAsync();
        server.Then(Task("WORKING")).Then(Status(state, said));

        var answer = await CallAsync(server);

        Assert.Equal((status, detail, isFinal), (answer.Status, answer.Detail, answer.IsFinal));
    }

    [Theory]
    [InlineData(-32602, "Bad parts", "It refuses: Bad parts (-32602).", true)]
    [InlineData(-32009, "Version 1.0 is not supported.", "It refuses: Version 1.0 is not supported (-32009).", true)]
    [InlineData(-32603, "Broken", "It refuses: Broken (-32603).", false)]
    public async Task An_error_of_json_rpc_is_a_failure_in_words(int code, string message, string detail, bool isFinal)
    {
        await using var server = await SmallA2aServer.StartAsync();
        server.ThenRefuse(code, message);

        var answer = await CallAsync(server);

        Assert.Equal((ResultStatus.Failure, detail, isFinal), (answer.Status, answer.Detail, answer.IsFinal));
        Assert.NotNull(answer.Sent);
    }

    [Theory]
    [InlineData(200, "nonsense", "Its answer to SendMessage is no answer of JSON-RPC 2.0.", false)]
    [InlineData(200, """{"jsonrpc":"2.0","id":"another","result":{}}""", "Its answer to SendMessage is no answer of JSON-RPC 2.0.", false)]
    [InlineData(200, """{"jsonrpc":"2.0","id":"c-1-t7","result":{"hello":1}}""", "Its answer is neither a task nor a message.", false)]
    [InlineData(200, """{"jsonrpc":"2.0","id":"c-1-t7","result":{"task":{"id":"t","status":{"state":"DREAMING"}}}}""", "Its answer is neither a task nor a message.", false)]
    [InlineData(403, """{"detail":"No."}""", "It answered 403: No.", true)]
    [InlineData(503, "", "It answered 503.", false)]
    [InlineData(307, "", "It answered 307. Baton follows no redirects: give the agent the address itself.", true)]
    public async Task Nonsense_and_refusals_are_named(int status, string body, string detail, bool isFinal)
    {
        await using var server = await SmallA2aServer.StartAsync();
        server.ThenSay(status, body);

        var answer = await CallAsync(server);

        Assert.Equal((ResultStatus.Failure, detail, isFinal), (answer.Status, answer.Detail, answer.IsFinal));
    }

    [Fact]
    public async Task A_question_that_goes_wrong_twice_is_asked_again_and_three_times_in_a_row_is_a_failure()
    {
        await using var server = await SmallA2aServer.StartAsync();
        server.Then(Task("WORKING")).ThenSay(503, "").ThenSay(502, "").Then(Status("WORKING")).ThenSay(500, "").Then(Status("COMPLETED", "done"));
        Assert.Equal(ResultStatus.Success, (await CallAsync(server)).Status);

        await using var broken = await SmallA2aServer.StartAsync();
        broken.Then(Task("WORKING")).ThenSay(503, "");
        Assert.Equal("It answered 503.", (await CallAsync(broken)).Detail);
        Assert.Equal(4, broken.Asked.Count);
    }

    [Fact]
    public async Task When_time_is_up_here_the_agents_task_is_cancelled_there()
    {
        await using var server = await SmallA2aServer.StartAsync();
        server.Then(Task("WORKING")).Then(Status("WORKING"));
        using var limit = new CancellationTokenSource();

        var calling = _caller.CallAsync(Calls.To(Agent(server.CardAddress)), limit.Token);
        await server.Followed.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await limit.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling);
        Assert.Equal("t-1", await server.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_card_is_read_once_and_again_after_a_while_or_when_something_went_wrong()
    {
        await using var server = await SmallA2aServer.StartAsync();
        server.Then(Task("COMPLETED"));

        await CallAsync(server, at: server.Address);
        await CallAsync(server, at: server.Address);
        Assert.Equal(1, server.CardsRead);
        _clock.Show(TestEngine.Monday.AddMinutes(6));
        await CallAsync(server, at: server.Address);
        Assert.Equal(2, server.CardsRead);
        server.ThenRefuse(-32601, "Moved").Then(Task("COMPLETED"));
        await CallAsync(server, at: server.Address); // the state before stays until now
        Assert.True((await CallAsync(server, at: server.Address)).IsFinal);
        await CallAsync(server, at: server.Address);
        Assert.Equal(3, server.CardsRead);
    }

    [Fact]
    public async Task A_card_that_is_not_shown_to_everybody_is_asked_for_with_the_credential()
    {
        await using var server = await SmallA2aServer.StartAsync();
        server.Key = "secret-of-token";
        server.Then(Task("COMPLETED"));

        var without = await CallAsync(server);
        var with = await CallAsync(server, credential: "token");

        Assert.Equal(($"Its card at {server.CardAddress} cannot be read. It answered 401.", true), (without.Detail, without.IsFinal));
        Assert.Equal(ResultStatus.Success, with.Status);
    }

    [Theory]
    [InlineData("""{"supportedInterfaces":[{"url":"http://x/","protocolBinding":"GRPC","protocolVersion":"1.0"}]}""", "It offers GRPC 1.0, and Baton speaks JSONRPC 1.0 and 0.3.")]
    [InlineData("""{"protocolVersion":"0.2.5","url":"http://x/"}""", "It offers JSONRPC 0.2.5, and Baton speaks JSONRPC 1.0 and 0.3.")]
    [InlineData("""{"name":"nothing"}""", "It names no interface.")]
    public async Task A_card_without_an_interface_that_Baton_speaks_is_named(string card, string fault)
    {
        await using var server = await SmallA2aServer.StartAsync();
        server.Card = JsonNode.Parse(card);

        var answer = await CallAsync(server);

        Assert.Equal(($"Its card at {server.CardAddress} cannot be used. {fault}", true), (answer.Detail, answer.IsFinal));
    }

    [Fact]
    public void Of_several_interfaces_the_newest_that_both_speak_is_chosen()
    {
        var card = JsonElement.Parse("""{"protocolVersion":"0.3.0","url":"http://x/old","preferredTransport":"GRPC","additionalInterfaces":[{"url":"http://x/old-rpc","transport":"JSONRPC"}],"supportedInterfaces":[{"url":"http://x/new","protocolBinding":"JSONRPC","protocolVersion":"1.0"}]}""");

        Assert.Equal("http://x/new", A2aCard.Choose(card, new Uri("http://x/card"), out _)!.Address.ToString());
    }

    private static string Task(string state) => "{\"task\":" + Status(state) + "}";

    private static string Status(string state, string said = "") => said.Length == 0
        ? """{"id":"t-1","contextId":"c","status":{"state":"TASK_STATE_#"}}""".Replace("#", state)
        : """{"id":"t-1","contextId":"c","status":{"state":"TASK_STATE_#","message":{"messageId":"x","role":"ROLE_AGENT","parts":[{"text":"SAID"}]}}}""".Replace("#", state).Replace("SAID", said);

    private Task<AgentAnswer> CallAsync(SmallA2aServer server, string? credential = null, Uri? at = null) => _caller.CallAsync(Calls.To(Agent(at ?? server.CardAddress, credential)), TestContext.Current.CancellationToken);

    private static AgentDefinition Agent(Uri card, string? credential = null) => new() { Name = "far", Department = "support", Kind = AgentKind.A2a, A2a = new A2aSettings { Card = card, Credential = credential } };
}
