using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Metrics;
using Baton.Engine.Tests.Agents.Calling.Llm;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Agents.Calling;

public sealed class TraceTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Span = "00f067aa0ba902b7";

    [Fact]
    public async Task What_agents_models_tools_and_connectors_do_joins_the_trace_of_the_event_that_began_it()
    {
        using var heard = new Heard(Trace);
        await using var server = new ModelServer().Then(ModelScript.Answers(actions: """[{"kind":"customer.update","purpose":null,"text":null,"data":"{\"attributes\":{\"mood\":\"glad\"}}"}]"""));
        await using var engine = await StartAsync(server, ToldAgent.Answering("triage"));
        await engine.PublishAsync(Policy.Chain("triage", "writer"));

        await engine.Conductor.TakeAsync(TestEngine.Workspace, TestEngine.Message("m-1") with { Attributes = $$"""{"traceparent":"00-{{Trace}}-{{Span}}-01","tracestate":"vendor=7"}""" });
        await engine.RowAsync(r => r.Type == EventTypes.ActionReported, "the proposed change is made");

        var spans = await heard.UntilAsync(4);
        Assert.Equal(["chat small", "do_action customer.update", "invoke_agent triage", "invoke_agent writer"], spans.Select(s => s.DisplayName).Order(StringComparer.Ordinal));
        var (agent, chat) = (spans.Single(s => s.DisplayName == "invoke_agent writer"), spans.Single(s => s.DisplayName == "chat small"));
        Assert.Equal(Span, agent.ParentSpanId.ToHexString());
        Assert.Equal(agent.SpanId, chat.ParentSpanId);
        Assert.Equal("vendor=7", agent.TraceStateString);
        Assert.Equal(("invoke_agent", "writer", "openai", "success"), (agent.GetTagItem("gen_ai.operation.name"), agent.GetTagItem("gen_ai.agent.name"), agent.GetTagItem("gen_ai.provider.name"), agent.GetTagItem("baton.result")));
        Assert.Equal(("chat", "small", "small-2026", 120L, 30L), (chat.GetTagItem("gen_ai.operation.name"), chat.GetTagItem("gen_ai.request.model"), chat.GetTagItem("gen_ai.response.model"), chat.GetTagItem("gen_ai.usage.input_tokens"), chat.GetTagItem("gen_ai.usage.output_tokens")));
        Assert.Equal(["stop"], (string[])chat.GetTagItem("gen_ai.response.finish_reasons")!);
        Assert.DoesNotContain(spans.SelectMany(s => s.TagObjects), tag => tag.Value?.ToString()?.Contains("parcel", StringComparison.Ordinal) == true); // no texts
        Assert.StartsWith($"00-{Trace}-", server.Seen.Single().Headers["traceparent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_carry_the_trace_on_when_nobody_collects_spans()
    {
        const string Other = "aaaabbbbccccddddeeeeffff00001111";
        await using var server = new ModelServer().Then(ModelScript.Answers());
        await using var engine = await StartAsync(server);
        await engine.PublishAsync(Policy.Chain("writer"));

        await engine.Conductor.TakeAsync(TestEngine.Workspace, TestEngine.Message("m-1") with { Attributes = $$"""{"traceparent":"00-{{Other}}-{{Span}}-00"}""" });
        await engine.DoneAsync();

        Assert.StartsWith($"00-{Other}-", server.Seen.Single().Headers["traceparent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tools_and_failures_have_spans_of_their_own_and_tokens_and_times_are_measured()
    {
        await using var bench = new LlmBench();
        using var root = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var heard = new Heard(root.TraceId.ToHexString());
        var measured = new ConcurrentBag<(string Name, double Value, Dictionary<string, object?> Tags)>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, bench.Meter.Meter)) listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Add((instrument.Name, value, new Dictionary<string, object?>(tags.ToArray()))));
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured.Add((instrument.Name, value, new Dictionary<string, object?>(tags.ToArray()))));
        meters.Start();
        bench.Server.Then(ModelScript.UsesTools(("order_state", """{"order":"A-1"}""")), ModelScript.Refused(529));

        await bench.AskAsync(bench.Call(LlmProtocol.Anthropic, tools: ToldTools.Orders((_, _) => new Baton.Engine.Tools.ToolAnswer("Denied."))));

        var spans = await heard.UntilAsync(3);
        var tool = spans.Single(s => s.DisplayName == "execute_tool order_state");
        Assert.Equal(("execute_tool", "order_state", "tool_fault"), (tool.GetTagItem("gen_ai.operation.name"), tool.GetTagItem("gen_ai.tool.name"), tool.GetTagItem("error.type")));
        Assert.Contains(spans, s => s.DisplayName == "chat small" && (string?)s.GetTagItem("error.type") == "529" && s.Status == ActivityStatusCode.Error);
        Assert.Equal([30, 120], measured.Where(m => m.Name == "gen_ai.client.token.usage").Select(m => m.Value).Order());
        Assert.Contains(measured, m => m.Name == "gen_ai.client.token.usage" && (string?)m.Tags["gen_ai.token.type"] == "input" && (string?)m.Tags["gen_ai.response.model"] == "small-2026");
        Assert.Equal(["529", null], measured.Where(m => m.Name == "gen_ai.client.operation.duration").Select(m => m.Tags.GetValueOrDefault("error.type")).OrderDescending());
    }

    private static async Task<TestEngine> StartAsync(ModelServer server, params ToldAgent[] agents)
    {
        var engine = await TestEngine.StartAsync([.. agents]);
        await engine.DefineAsync("writer", kind: AgentKind.Llm, with: a => a with { Llm = new LlmSettings { Address = server.OpenAi, Model = "small", Instructions = "You answer customers." } });
        return engine;
    }

    /// <summary>The engine's spans of one trace: other tests have theirs.</summary>
    private sealed class Heard : IDisposable
    {
        private readonly ConcurrentQueue<Activity> _spans = new();
        private readonly SemaphoreSlim _ended = new(0);
        private readonly ActivityListener _listener;

        public Heard(string trace)
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == Traces.Name,
                Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.TraceId.ToHexString() == trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
                ActivityStopped = span =>
                {
                    _spans.Enqueue(span);
                    _ended.Release();
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public async Task<IReadOnlyList<Activity>> UntilAsync(int count)
        {
            for (var i = 0; i < count; i++) Assert.True(await _ended.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), $"Only {i} spans of {count} ended.");
            return [.. _spans];
        }

        public void Dispose()
        {
            _listener.Dispose();
            _ended.Dispose();
        }
    }
}
