using Baton.Core.Agents;
using Baton.Engine.Agents.Calling.Llm.Protocols;
using Baton.Engine.Agents.Calling.Llm.Wire;
using Baton.Engine.Credentials;
using Baton.Engine.Metrics;
using Baton.Engine.Outbound;
using Baton.Engine.Storage;

namespace Baton.Engine.Agents.Calling.Llm;

/// <summary>Calls agents that are a language model with instructions, over OpenAI's or Anthropic's protocol.</summary>
public sealed class LlmCaller(ICredentials credentials, IOutbound outbound, GenAiMeter meter, TimeProvider clock) : IAgentCaller
{
    /// <summary>How long a server may be silent in the middle of an answer.</summary>
    internal TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public AgentKind Kind => AgentKind.Llm;

    /// <inheritdoc/>
    public async Task<AgentAnswer> CallAsync(AgentCall call, CancellationToken cancel)
    {
        if (call.Agent.Llm is not { } settings) return AgentAnswer.Failure($"The agent {call.Agent.Name} has no model in its definition.") with { IsFinal = true };
        var address = settings.Address ?? (settings.Protocol == LlmProtocol.Anthropic ? AnthropicModel.Home : OpenAiModel.Home);
        var prompt = Prompt.Of(call, settings);
        var talk = new Talk(call, settings, address, prompt, meter);
        var key = "";
        AgentAnswer answer;
        try
        {
            if (settings.Credential is { } name) key = Reveal(call.Work.Workspace, name, address);
            var order = new WireOrder(settings.Protocol, settings.Model, settings.Credential, settings.Credential is null ? null : key, LimitsOf(settings));
            using var http = new HttpClient(new ModelWire(outbound.ClientOf(call.Work.Workspace), order, clock)) { Timeout = Timeout.InfiniteTimeSpan };
            IModel model = settings.Protocol == LlmProtocol.Anthropic ? new AnthropicModel(http, address) : new OpenAiModel(http, address, settings.Model);
            answer = await talk.RunAsync(model, round => order.IdempotencyKey = KeyOf(call, round), cancel);
        }
        catch (Exception e) when (!Absence.Is(e) && !(e is OperationCanceledException && cancel.IsCancellationRequested))
        {
            var fault = ModelException.Of(e);
            answer = AgentAnswer.Failure(fault.Message) with { RetryAfter = fault.RetryAfter, IsFinal = fault.IsFinal };
        }

        return answer with { Detail = Scrubbed(Joined(answer.Detail, prompt.Remark), key), Usage = talk.Usage, Sent = talk.Sent };
    }

    private string Reveal(string workspace, string credential, Uri address)
    {
        try
        {
            return credentials.Reveal(workspace, credential, address);
        }
        catch (CredentialException e)
        {
            throw new ModelException(e.Message, e) { IsFinal = true, Kind = "credential" };
        }
    }

    private WireLimits LimitsOf(LlmSettings settings) => new(Silence, Math.Min(64L << 20, (1L << 20) + (1024L * settings.MaxOutputTokens)));

    // Another key for what is another request: a server that remembers would answer with what it said before.
    private static string KeyOf(AgentCall call, int round) => $"{call.Key}{(round == 0 ? "" : $".{round}")}";

    private static string? Joined(string? one, string? other) => one is null ? other : other is null ? one : $"{one} {other}";

    private static string? Scrubbed(string? text, string key) => key.Length == 0 ? text : text?.Replace(key, "…", StringComparison.Ordinal);
}
