using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Engine.Agents.Calling.Llm.Answers;
using Baton.Engine.Metrics;
using Baton.Engine.Tools;

namespace Baton.Engine.Agents.Calling.Llm;

/// <summary>One talk with a model about one task: rounds of asking and of using the tools that it wants, until it answers.</summary>
internal sealed class Talk
{
    private const int MostUsesOfARound = 16;
    private const int MostOfAnAnswer = 64 * 1024;

    private readonly AgentCall _call;
    private readonly LlmSettings _settings;
    private readonly Uri _address;
    private readonly ModelRequest _request;
    private readonly List<ModelTurn> _turns;
    private readonly GenAiMeter _meter;
    private long _read;
    private long _written;

    public Talk(AgentCall call, LlmSettings settings, Uri address, Prompt prompt, GenAiMeter meter)
    {
        (_call, _settings, _address, _meter) = (call, settings, address, meter);
        _turns = [new ModelTurn.Told(prompt.User)];
        _request = new ModelRequest
        {
            Model = settings.Model,
            System = prompt.System,
            Turns = _turns,
            Tools = settings.MaxRounds > 0 ? call.Tools.Offers : [],
            Form = prompt.Form,
            Temperature = settings.Temperature,
            MaxOutputTokens = settings.MaxOutputTokens,
        };
    }

    /// <summary>What it has cost until now.</summary>
    public Usage Usage => new(_read, _written, ((_read * _settings.InputPrice) + (_written * _settings.OutputPrice)) / 1_000_000m);

    /// <summary>What was sent until now.</summary>
    public JsonElement Sent => Transcript.Of(_settings, _address, _request);

    /// <summary>Talks until the model answers or may not go on.</summary>
    /// <param name="model">The model.</param>
    /// <param name="beforeRound">Is told the number of each round, from 0, before it is asked.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<AgentAnswer> RunAsync(IModel model, Action<int> beforeRound, CancellationToken cancel)
    {
        for (var round = 0; ; round++)
        {
            beforeRound(round);
            var reply = await AskAsync(model, cancel);
            if (reply.End != ModelEnd.ToolUses) return AnswerOf(reply);
            if (round >= _settings.MaxRounds) return AgentAnswer.Failure(_settings.MaxRounds == 0 ? "The model wanted to use a tool, and may use none." : $"The model used tools in {_settings.MaxRounds} rounds and did not answer.");
            _turns.Add(new ModelTurn.Said(reply));
            _turns.Add(new ModelTurn.Answered(await UseAsync(reply.Uses, cancel)));
        }
    }

    private async Task<ModelReply> AskAsync(IModel model, CancellationToken cancel)
    {
        using var chat = _meter.Chat(_settings, _address);
        try
        {
            var reply = await model.AskAsync(_request, cancel);
            (_read, _written) = (_read + reply.InputTokens, _written + reply.OutputTokens);
            chat.Done(reply.Model, reply.EndWord, reply.InputTokens, reply.OutputTokens);
            return reply;
        }
        catch (Exception e)
        {
            chat.Failed(e is OperationCanceledException && cancel.IsCancellationRequested ? "timeout" : ModelException.Of(e).Kind);
            throw;
        }
    }

    private async Task<ImmutableArray<ToolReturn>> UseAsync(ImmutableArray<ToolUse> uses, CancellationToken cancel)
    {
        var returns = ImmutableArray.CreateBuilder<ToolReturn>(uses.Length);
        foreach (var (i, use) in uses.Index())
        {
            var answer = i >= MostUsesOfARound ? new ToolAnswer($"At most {MostUsesOfARound} tools are used in one round; this use was left out.") : await UseAsync(use, cancel);
            var text = answer.Fault ?? answer.Result?.GetRawText() ?? "null";
            if (text.Length > MostOfAnAnswer) text = $"{text[..MostOfAnAnswer]} … [cut: {text.Length:N0} characters in all]";
            returns.Add(new ToolReturn(use, text, answer.Fault is not null));
        }

        return returns.MoveToImmutable();
    }

    private async Task<ToolAnswer> UseAsync(ToolUse use, CancellationToken cancel)
    {
        using var span = Traces.Tool(use.Tool, use.Id);
        var answer = ArgumentsOf(use) is { } arguments ? await _call.Tools.UseAsync(use.Tool, arguments, cancel) : new ToolAnswer("The arguments are no JSON object.");
        if (answer.Fault is not null) Traces.Fail(span, "tool_fault");
        return answer;
    }

    private static JsonElement? ArgumentsOf(ToolUse use)
    {
        try
        {
            var arguments = JsonElement.Parse(use.Arguments);
            return arguments.ValueKind == JsonValueKind.Object ? arguments : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private AgentAnswer AnswerOf(ModelReply reply) => reply.End switch
    {
        ModelEnd.Done => ModelAnswer.Read(reply.Text, _call.Agent),
        ModelEnd.Refused => new AgentAnswer { Status = ResultStatus.NeedsHumanReview, Detail = reply.Refusal is { Length: > 0 } why ? $"The model refused: {why}" : $"The model refused to answer ({reply.EndWord ?? "refusal"})." },
        ModelEnd.Length => AgentAnswer.Failure($"The model reached its limit of {_settings.MaxOutputTokens:N0} tokens in the middle of its answer. Give the agent more, or ask it for less."),
        ModelEnd.TooLong => AgentAnswer.Failure("The task is longer than the model can read. Declare less context, or take a model that reads more.") with { IsFinal = true },
        ModelEnd.Paused => AgentAnswer.Failure("The model paused in the middle of its answer, to go on with tools of its server's own, which Baton does not use."),
        _ => AgentAnswer.Failure("The model's server stopped in the middle of its answer."),
    };
}
