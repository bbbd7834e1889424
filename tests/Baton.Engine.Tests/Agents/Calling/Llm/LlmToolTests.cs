using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Tools;

namespace Baton.Engine.Tests.Agents.Calling.Llm;

public sealed class LlmToolTests
{
    [Theory]
    [InlineData(LlmProtocol.OpenAi)]
    [InlineData(LlmProtocol.Anthropic)]
    public async Task A_model_uses_tools_over_several_rounds_and_several_in_one_and_then_answers(LlmProtocol protocol)
    {
        await using var bench = new LlmBench();
        bench.Server.Then(
            ModelScript.UsesTools(("order_state", """{"order":"A-1"}"""), ("order_state", """{"order":"A-2"}""")),
            ModelScript.UsesTools(("order_state", """{"order":"A-3"}""")) with { Text = "One more." },
            ModelScript.Answers());
        var tools = ToldTools.Orders((_, arguments) => new ToolAnswer(null, JsonElement.Parse($$"""{"order":"{{arguments.Text("order")}}","state":"shipped"}""")));

        var answer = await bench.AskAsync(bench.Call(protocol, tools: tools));

        Assert.True(answer.Status == ResultStatus.Success, answer.Detail);
        Assert.Equal(["""{"order":"A-1"}""", """{"order":"A-2"}""", """{"order":"A-3"}"""], tools.Used.Select(u => u.Arguments));
        Assert.Equal((360, 90), (answer.Usage!.InputTokens, answer.Usage.OutputTokens));
        Assert.Equal(["ana.7", "ana.7.1", "ana.7.2"], bench.Server.Seen.Select(s => s.Headers["Idempotency-Key"]));
        var last = bench.Server.Seen[2].Body.GetProperty("messages").GetRawText();
        Assert.All(["A-1", "A-2", "A-3", "One more."], said => Assert.Contains(said, last, StringComparison.Ordinal));
        var sent = answer.Sent!.Value;
        Assert.Equal(["user", "assistant", "tool", "tool", "assistant", "tool"], sent.GetProperty("messages").EnumerateArray().Select(m => m.Text("role")));
        Assert.Equal("order_state", sent.GetProperty("tools")[0].GetString());
    }

    [Fact]
    public async Task Each_call_of_a_tool_is_answered_under_its_own_id()
    {
        await using var bench = new LlmBench();
        var uses = ModelScript.UsesTools(("order_state", """{"order":"A-1"}"""), ("order_state", """{"order":"A-2"}"""));
        bench.Server.Then(uses, ModelScript.Answers(), uses, ModelScript.Answers());

        await bench.AskAsync(bench.Call(tools: ToldTools.Orders()));
        await bench.AskAsync(bench.Call(LlmProtocol.Anthropic, tools: ToldTools.Orders()));

        var open = bench.Server.Seen[1].Body.GetProperty("messages");
        Assert.Equal(["call_0", "call_1"], open[2].GetProperty("tool_calls").EnumerateArray().Select(c => c.Text("id")));
        Assert.Equal(("call_0", "call_1"), (open[3].Text("tool_call_id"), open[4].Text("tool_call_id")));
        var messages = bench.Server.Seen[3].Body.GetProperty("messages");
        Assert.Equal(["toolu_0", "toolu_1"], messages[1].GetProperty("content").EnumerateArray().Select(b => b.Text("id")));
        Assert.Equal("A-2", messages[1].GetProperty("content")[1].GetProperty("input").Text("order"));
        Assert.Equal(["toolu_0", "toolu_1"], messages[2].GetProperty("content").EnumerateArray().Select(b => b.Text("tool_use_id")));
    }

    [Fact]
    public async Task What_a_model_thought_goes_back_to_it_word_for_word_and_is_no_part_of_its_answer()
    {
        await using var bench = new LlmBench();
        bench.Server.Then(ModelScript.UsesTools(("order_state", """{"order":"A-1"}""")) with { Thinking = "First the order.", Text = "Let me look." }, ModelScript.Answers() with { Thinking = "Now I know." });

        var answer = await bench.AskAsync(bench.Call(LlmProtocol.Anthropic, tools: ToldTools.Orders()));

        var said = bench.Server.Seen[1].Body.GetProperty("messages")[1].GetProperty("content");
        Assert.Equal(["thinking", "text", "tool_use"], said.EnumerateArray().Select(b => b.Text("type")));
        Assert.Equal(("First the order.", "c2lnbmVk"), (said[0].Text("thinking"), said[0].Text("signature")));
        Assert.Equal((ResultStatus.Success, "It is on its way."), (answer.Status, answer.Output?.Text("text")));
    }

    [Fact]
    public async Task A_denied_use_is_told_to_the_model_with_the_reason()
    {
        await using var bench = new LlmBench();
        bench.Server.Then(ModelScript.UsesTools(("delete_all", "{}"), ("order_state", "{\"order\":")), ModelScript.Answers());
        var tools = ToldTools.Orders((tool, _) => new ToolAnswer($"{tool} is not granted to writer."));

        await bench.AskAsync(bench.Call(LlmProtocol.Anthropic, tools: tools));

        var returns = bench.Server.Seen[1].Body.GetProperty("messages")[2].GetProperty("content");
        Assert.Equal(("delete_all is not granted to writer.", true), (returns[0].Text("content"), returns[0].Flag("is_error")));
        Assert.Equal("The arguments are no JSON object.", returns[1].Text("content"));
        Assert.Single(tools.Used);
    }

    [Fact]
    public async Task A_model_that_only_uses_tools_is_ended_after_its_rounds()
    {
        await using var bench = new LlmBench();
        bench.Server.Always = _ => ModelScript.UsesTools(("order_state", """{"order":"A-1"}"""));
        var tools = ToldTools.Orders();

        var answer = await bench.AskAsync(bench.Call(with: s => s with { MaxRounds = 3 }, tools: tools));

        Assert.Equal("The model used tools in 3 rounds and did not answer.", answer.Detail);
        Assert.Equal((ResultStatus.Failure, 3, 4), (answer.Status, tools.Used.Count, bench.Server.Seen.Count));
    }

    [Fact]
    public async Task Without_rounds_no_tools_are_offered()
    {
        await using var bench = new LlmBench();
        bench.Server.Then(ModelScript.Answers());

        await bench.AskAsync(bench.Call(with: s => s with { MaxRounds = 0 }, tools: ToldTools.Orders()));

        Assert.Null(bench.Server.Seen.Single().Body.Member("tools"));
    }
}
