using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Events;

namespace Baton.Engine.Tests.Agents.Calling.Llm;

public sealed class LlmAnswerTests
{
    [Theory]
    [InlineData(LlmProtocol.OpenAi)]
    [InlineData(LlmProtocol.Anthropic)]
    public async Task A_streamed_answer_becomes_output_confidence_proposals_and_usage_with_its_cost(LlmProtocol protocol)
    {
        await using var bench = new LlmBench();
        bench.Server.Then(ModelScript.Answers("""{"text":"It is on its way."}""", confidence: 0.8, actions: """[{"kind":"contact.email","purpose":"support","text":"It is on its way.","data":"{\"order\":7}"}]"""));

        var answer = await bench.AskAsync(bench.Call(protocol, s => s with { InputPrice = 3, OutputPrice = 15 }));

        Assert.Equal((ResultStatus.Success, 0.8, null), (answer.Status, answer.Confidence, answer.Detail));
        Assert.Equal("It is on its way.", answer.Output!.Value.Text("text"));
        var proposal = Assert.Single(answer.Proposals);
        Assert.Equal(("contact.email", "support", "It is on its way.", "writer", Executor.Baton), (proposal.Kind, proposal.Purpose, proposal.Text, proposal.Agent, proposal.Execute));
        Assert.Equal(7, proposal.Data.Number("order"));
        Assert.Equal(new Usage(120, 30, 0.00081m), answer.Usage);
    }

    [Theory]
    [InlineData(LlmProtocol.OpenAi)]
    [InlineData(LlmProtocol.Anthropic)]
    public async Task The_schema_of_the_output_is_sent_within_the_envelope_as_the_protocols_structured_output(LlmProtocol protocol)
    {
        await using var bench = new LlmBench();
        bench.Server.Then(ModelScript.Answers("""{"label":"parcel"}"""));

        await bench.AskAsync(bench.Call(protocol, agent: a => a with { Output = JsonElement.Parse("""{"type":"object","properties":{"label":{"$ref":"#/$defs/label"},"more":{"anyOf":[{"$ref":"#"},{"type":"null"}]}},"required":["label","more"],"additionalProperties":false,"$defs":{"label":{"type":"string","enum":["parcel","other"]}}}""") }));

        var body = bench.Server.Seen.Single().Body;
        if (protocol == LlmProtocol.Anthropic)
        {
            // It holds itself, which this protocol takes no schema for: the model is told.
            Assert.Null(body.Member("output_config"));
            Assert.Contains("#/$defs/agent_output", body.Text("system"), StringComparison.Ordinal);
            return;
        }

        var format = body.Member("response_format")!.Value.Member("json_schema")!.Value;
        Assert.True(format.Flag("strict"));
        var schema = format.Member("schema")!.Value;
        Assert.Equal("parcel", schema.GetProperty("$defs").GetProperty("label").GetProperty("enum")[0].GetString());
        Assert.Equal("#/$defs/label", schema.GetProperty("$defs").GetProperty("agent_output").GetProperty("properties").GetProperty("label").Text("$ref"));
        Assert.Equal("#/$defs/agent_output", schema.GetProperty("$defs").GetProperty("agent_output").GetProperty("properties").GetProperty("more").GetProperty("anyOf")[0].Text("$ref"));
    }

    [Fact]
    public async Task Anthropic_is_sent_the_form_of_the_answer_when_it_can_hold_a_model_to_it()
    {
        await using var bench = new LlmBench();

        await bench.AskAsync(ModelScript.Answers(), LlmProtocol.Anthropic);

        var format = bench.Server.Seen.Single().Body.Member("output_config")!.Value.Member("format")!.Value;
        Assert.Equal("json_schema", format.Text("type"));
        Assert.Equal("string", format.GetProperty("schema").GetProperty("$defs").GetProperty("agent_output").GetProperty("properties").GetProperty("text").Text("type"));
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}""", true)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""", false)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}""", false)]
    [InlineData("""{"type":"array","items":{"type":"object"}}""", false)]
    [InlineData("""{"type":"string","minLength":2}""", false)]
    [InlineData("""{"type":"number","minimum":2}""", true)]
    public async Task A_schema_is_strict_only_where_the_protocol_can_be(string schema, bool strict)
    {
        await using var bench = new LlmBench();
        bench.Server.Then(ModelScript.Answers("{}"));

        await bench.AskAsync(bench.Call(agent: a => a with { Output = JsonElement.Parse(schema) }));

        Assert.Equal(strict, bench.Server.Seen.Single().Body.GetProperty("response_format").GetProperty("json_schema").Flag("strict"));
    }

    [Theory]
    [InlineData("", "There was no answer at all.")]
    [InlineData("Of course! Your parcel …", "Must be one JSON object and nothing else. It begins: Of course!")]
    [InlineData("[1,2]", "Must be an object.")]
    [InlineData("""{"status":"great","output":{}}""", "/status: Must be success, failure")]
    [InlineData("""{"status":"success","output":null}""", "/output: Is missing")]
    [InlineData("""{"status":"success","output":{},"confidence":90}""", "/confidence: Must be a number from 0 to 1.")]
    [InlineData("""{"status":"success","output":{},"actions":"none"}""", "/actions: Must be a list.")]
    [InlineData("""{"status":"success","output":{},"actions":[{"purpose":"x"}]}""", "/actions/0/kind: Must be a text")]
    [InlineData("""{"status":"success","output":{},"actions":[{"kind":"refund","data":"40 euros"}]}""", "/actions/0/data: Must be a JSON object")]
    public async Task An_answer_that_is_not_as_asked_is_a_failure_that_names_the_fault(string text, string fault)
    {
        await using var bench = new LlmBench();

        var answer = await bench.AskAsync(ModelScript.Says(text));

        Assert.Equal((ResultStatus.Failure, false), (answer.Status, answer.IsFinal));
        Assert.Contains(fault, answer.Detail, StringComparison.Ordinal);
        Assert.Equal(text, answer.Breach!.Value!.Value.GetString()); // the next try is told, and people see it
        Assert.Equal(120, answer.Usage!.InputTokens); // it cost all the same
        Assert.NotNull(answer.Sent);
    }

    [Fact]
    public async Task An_answer_in_a_fence_is_taken()
    {
        await using var bench = new LlmBench();

        Assert.Equal(ResultStatus.NeedsMoreInfo, (await bench.AskAsync(ModelScript.Says("```json\n{\"status\":\"needs-more-info\",\"detail\":\"Which order?\"}\n```"))).Status);
    }

    [Theory]
    [InlineData(LlmProtocol.OpenAi)]
    [InlineData(LlmProtocol.Anthropic)]
    public async Task A_refusal_goes_to_a_person(LlmProtocol protocol)
    {
        await using var bench = new LlmBench();

        var answer = await bench.AskAsync(new ModelScript { Refusal = "I will not write that." }, protocol);

        Assert.Equal(ResultStatus.NeedsHumanReview, answer.Status);
        Assert.Contains("I will not write that.", answer.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LlmProtocol.OpenAi, "content_filter", ResultStatus.NeedsHumanReview, "refused to answer (content_filter)")]
    [InlineData(LlmProtocol.OpenAi, "length", ResultStatus.Failure, "limit of 2,048 tokens")]
    [InlineData(LlmProtocol.OpenAi, "moonlight", ResultStatus.Failure, "protocol does not know")]
    [InlineData(LlmProtocol.Anthropic, "max_tokens", ResultStatus.Failure, "limit of 2,048 tokens")]
    [InlineData(LlmProtocol.Anthropic, "pause_turn", ResultStatus.Failure, "paused in the middle")]
    [InlineData(LlmProtocol.Anthropic, "model_context_window_exceeded", ResultStatus.Failure, "longer than the model can read")]
    [InlineData(LlmProtocol.Anthropic, "moonlight", ResultStatus.Failure, "not known here: moonlight")]
    public async Task Why_a_model_stopped_is_said_in_words(LlmProtocol protocol, string stop, ResultStatus status, string words)
    {
        await using var bench = new LlmBench();

        var answer = await bench.AskAsync(ModelScript.Says("""{"status":"succ""") with { Stop = stop }, protocol);

        Assert.Equal(status, answer.Status);
        Assert.Contains(words, answer.Detail, StringComparison.Ordinal);
    }
}
