using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Calling;
using Baton.Engine.Agents.Calling.Llm;
using Baton.Engine.Credentials;
using Baton.Engine.Metrics;
using Baton.Engine.Outbound;
using Baton.Engine.Tests.Running;
using Baton.Engine.Tools;

namespace Baton.Engine.Tests.Agents.Calling.Llm;

/// <summary>The caller of LLM agents with a model's server before it, and an agent to call.</summary>
internal sealed class LlmBench : ICredentials, IOutbound, IAsyncDisposable
{
    public const string Secret = "sk-test-51f0c2";

    private readonly GenAiMeter _meter = new();

    public ModelServer Server { get; } = new();

    public GenAiMeter Meter => _meter;

    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Why there is no key; null when there is.</summary>
    public string? NoKey { get; init; }

    public TimeProvider Clock { get; } = new HandClock(TestEngine.Monday);

    public AgentCall Call(LlmProtocol protocol = LlmProtocol.OpenAi, Func<LlmSettings, LlmSettings>? with = null, Func<AgentDefinition, AgentDefinition>? agent = null, string briefing = """{"event":{"type":"message.received","text":"Where is my parcel?"},"customer":{"plan":"gold"}}""", IToolbox? tools = null, string? fault = null)
    {
        var settings = new LlmSettings { Protocol = protocol, Address = protocol == LlmProtocol.OpenAi ? Server.OpenAi : Server.Anthropic, Model = "small", Credential = "models", Instructions = "You answer customers." };
        var definition = new AgentDefinition { Name = "writer", Department = "support", Kind = AgentKind.Llm, Llm = with?.Invoke(settings) ?? settings };
        var trigger = new Event { Source = "urn:test", Id = "m-1", Type = EventTypes.MessageReceived, Time = TestEngine.Monday, Received = TestEngine.Monday, Actor = Actor.Channel("urn:test") };
        var work = new AgentWork("default", "ana.7", agent?.Invoke(definition) ?? definition, trigger, new Lazy<IReadOnlyList<Event>>(() => [trigger]), Customer: null, _ => []);
        return new AgentCall { Work = work, Briefing = new Lazy<JsonElement>(() => JsonElement.Parse(briefing)), Tools = tools ?? NoTools.Instance, Fault = fault, Attempt = fault is null ? 1 : 2 };
    }

    public Task<AgentAnswer> AskAsync(AgentCall call, CancellationToken cancel = default) =>
        new LlmCaller(this, this, _meter, Clock) { Silence = Silence }.CallAsync(call, cancel == default ? TestContext.Current.CancellationToken : cancel);

    /// <summary>Scripts the server's answer and asks.</summary>
    public Task<AgentAnswer> AskAsync(ModelScript script, LlmProtocol protocol = LlmProtocol.OpenAi)
    {
        Server.Then(script);
        return AskAsync(Call(protocol));
    }

    public HttpClient ClientOf(string workspace) => new();

    public bool IsAllowed(string workspace, Uri target) => true;

    public ValueTask<Stream> DialAsync(string workspace, Uri target, CancellationToken cancel) => throw new NotSupportedException();

    public string Reveal(string workspace, string name, Uri target) => NoKey is null ? Secret : throw new CredentialException(NoKey);

    public IReadOnlyList<string> RevealAll(string workspace, string name, Uri target) => [Reveal(workspace, name, target)];

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _meter.Dispose();
    }
}

/// <summary>Tools that answer what the test says.</summary>
internal sealed class ToldTools(params ToolOffer[] offers) : IToolbox
{
    private readonly List<(string Tool, string Arguments)> _used = [];

    public IReadOnlyList<ToolOffer> Offers => offers;

    public IReadOnlyList<(string Tool, string Arguments)> Used => _used;

    public Func<string, JsonElement, ToolAnswer> Answer { get; init; } = (_, _) => new ToolAnswer(null, JsonElement.Parse("""{"state":"shipped"}"""));

    public static ToldTools Orders(Func<string, JsonElement, ToolAnswer>? answer = null)
    {
        var tool = new ToolOffer("order_state", "The state of an order.", JsonElement.Parse("""{"type":"object","properties":{"order":{"type":"string"}},"required":["order"]}"""), Writes: false);
        return answer is null ? new ToldTools(tool) : new ToldTools(tool) { Answer = answer };
    }

    public Task<ToolAnswer> UseAsync(string tool, JsonElement arguments, CancellationToken cancel)
    {
        _used.Add((tool, arguments.GetRawText()));
        return Task.FromResult(Answer(tool, arguments));
    }
}
