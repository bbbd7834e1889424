using System.Text.Json;
using Baton.Engine.Chaos;
using Baton.Web.Problems;

namespace Baton.Web.Chaos;

/// <summary>What to inject into an agent's calls.</summary>
/// <param name="Agent">The agent's name.</param>
/// <param name="Failures">The share of calls that fail, 0 to 1.</param>
/// <param name="Latency">Added to each call: a range, or the same twice for a fixed one.</param>
/// <param name="BadAnswers">The share of calls that are answered badly, 0 to 1.</param>
/// <param name="BadAnswer"><c>mixed</c> (the default), <c>broken</c>, <c>out-of-range</c> or <c>unsure</c>.</param>
/// <param name="For">After how long it ends by itself, at most PT24H; PT15M when not given.</param>
/// <param name="Seed">The same seed gives the same tasks the same faults; 1 when not given.</param>
internal sealed record InjectionRequest(string Agent, double? Failures, LatencyItem? Latency, double? BadAnswers, string? BadAnswer, string? For, int? Seed);

/// <summary>Which recorded traffic to send again.</summary>
/// <param name="From">Events received at this time or later.</param>
/// <param name="To">Events received before this time.</param>
/// <param name="Type">Only this type; with <c>*</c> at its end every type that begins so.</param>
/// <param name="Speed">1, 2, 5 or 10 times as fast as they came. Either this or <c>perSecond</c>.</param>
/// <param name="PerSecond">So many events a second, at most 10000.</param>
internal sealed record ReplayRequest(DateTimeOffset From, DateTimeOffset To, string? Type, double? Speed, double? PerSecond);

/// <summary>Reads what was sent about faults and load.</summary>
internal static class ChaosBodies
{
    public static async Task<InjectionOrder> InjectionAsync(HttpRequest request, IReadOnlyCollection<string> agents)
    {
        var order = await Sent.ReadAsync(request, body =>
        {
            var agent = body.Text("agent", required: true, max: 64);
            if (agent is not null && !agents.Contains(agent, StringComparer.Ordinal)) body.Wrong("agent", $"No agent is called {agent} in this workspace.");
            var latency = body.Members("latency");
            var from = latency?.Duration("from", TimeSpan.Zero, InjectionOrder.MostLatency);
            var to = latency?.Duration("to", TimeSpan.Zero, InjectionOrder.MostLatency);
            latency?.NothingElse();
            return new InjectionOrder
            {
                Agent = agent ?? "",
                Failures = body.Number("failures", 0, 1) ?? 0,
                LatencyFrom = from ?? to ?? TimeSpan.Zero,
                LatencyTo = to ?? from ?? TimeSpan.Zero,
                BadAnswers = body.Number("badAnswers", 0, 1) ?? 0,
                BadAnswer = BadAnswerWords.Parse(body.Word("badAnswer", [.. BadAnswerWords.All])) ?? BadAnswer.Mixed,
                For = body.Duration("for", TimeSpan.FromSeconds(1), InjectionOrder.Longest) ?? TimeSpan.FromMinutes(15),
                Seed = body.Whole("seed", int.MinValue, int.MaxValue) ?? 1,
            };
        });
        return order.Faults() is { Count: > 0 } faults ? throw Problem.Wrong(faults).Thrown() : order;
    }

    public static async Task<LoadOrder> ReplayAsync(HttpRequest request)
    {
        var order = await Sent.ReadAsync(request, body => new LoadOrder
        {
            From = body.Moment("from", required: true) ?? default,
            To = body.Moment("to", required: true) ?? default,
            Type = body.Text("type"),
            Speed = body.Number("speed", 1, 10),
            PerSecond = body.Number("perSecond", 0.01, LoadOrder.MostPerSecond),
        });
        return order.Faults() is { Count: > 0 } faults ? throw Problem.Wrong(faults).Thrown() : order;
    }
}
