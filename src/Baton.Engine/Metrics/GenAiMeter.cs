using System.Diagnostics;
using System.Diagnostics.Metrics;
using Baton.Core.Agents;

namespace Baton.Engine.Metrics;

/// <summary>What is measured of models, by OpenTelemetry's conventions for generative AI, and the span of each call. No text is recorded: not what was sent, and not what was answered.</summary>
public sealed class GenAiMeter : IDisposable
{
    private static readonly InstrumentAdvice<long> TokenSteps = new() { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576] };
    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] };

    private readonly Histogram<long> _tokens;
    private readonly Histogram<double> _took;

    /// <summary>Begins to measure.</summary>
    public GenAiMeter()
    {
        _tokens = Meter.CreateHistogram("gen_ai.client.token.usage", "{token}", "Tokens read and written by models.", tags: null, TokenSteps);
        _took = Meter.CreateHistogram("gen_ai.client.operation.duration", "s", "How long a call of a model took.", tags: null, Seconds);
    }

    /// <summary>The meter itself, of this engine alone; it has the name of the engine's.</summary>
    public Meter Meter { get; } = new(EngineMeter.Name);

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();

    /// <summary>Whose protocol it is, in the conventions' words.</summary>
    internal static string ProviderOf(LlmSettings settings) => settings.Protocol == LlmProtocol.Anthropic ? "anthropic" : "openai";

    /// <summary>Begins a call of a model; it ends when it is disposed.</summary>
    internal ChatSpan Chat(LlmSettings settings, Uri address) => new(this, settings, address);

    /// <summary>A call of a model under way.</summary>
    internal sealed class ChatSpan : IDisposable
    {
        private readonly GenAiMeter _meter;
        private readonly Activity? _span;
        private readonly long _began = Stopwatch.GetTimestamp();
        private TagList _tags;

        public ChatSpan(GenAiMeter meter, LlmSettings settings, Uri address)
        {
            _meter = meter;
            _tags = new TagList
            {
                { "gen_ai.operation.name", "chat" },
                { "gen_ai.provider.name", ProviderOf(settings) },
                { "gen_ai.request.model", settings.Model },
                { "server.address", address.Host },
                { "server.port", address.Port },
            };
            _span = Traces.Source.StartActivity(ActivityKind.Client, name: $"chat {settings.Model}", tags: _tags);
            _span?.SetTag("gen_ai.request.max_tokens", settings.MaxOutputTokens);
            if (settings.Temperature is { } temperature) _span?.SetTag("gen_ai.request.temperature", temperature);
        }

        public void Done(string? model, string? end, long read, long written)
        {
            if (model is not null)
            {
                _tags.Add("gen_ai.response.model", model);
                _span?.SetTag("gen_ai.response.model", model);
            }

            if (end is not null) _span?.SetTag("gen_ai.response.finish_reasons", new[] { end });
            _span?.SetTag("gen_ai.usage.input_tokens", read);
            _span?.SetTag("gen_ai.usage.output_tokens", written);
            Count("input", read);
            Count("output", written);
        }

        public void Failed(string kind)
        {
            _tags.Add("error.type", kind);
            Traces.Fail(_span, kind);
        }

        public void Dispose()
        {
            _meter._took.Record(Stopwatch.GetElapsedTime(_began).TotalSeconds, _tags);
            _span?.Dispose();
        }

        private void Count(string type, long tokens)
        {
            if (tokens <= 0) return; // a server that says nothing of tokens
            var tags = _tags;
            tags.Add("gen_ai.token.type", type);
            _meter._tokens.Record(tokens, tags);
        }
    }
}
