using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Tools;

namespace Baton.Engine.Agents.Trying;

/// <summary>An agent's tools while it is tried: those that read are used for real, those that change something only say that they would have been.</summary>
internal sealed class TrialToolbox(IToolbox tools) : IToolbox
{
    private readonly ConcurrentQueue<TriedTool> _used = new();

    public IReadOnlyList<ToolOffer> Offers => tools.Offers;

    /// <summary>What was used so far.</summary>
    public IReadOnlyList<TriedTool> Used => [.. _used];

    public async Task<ToolAnswer> UseAsync(string tool, JsonElement arguments, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        var writes = Offers.FirstOrDefault(offer => offer.Name == tool) is { Writes: true };
        var answer = writes ? new ToolAnswer(null, Done) : await tools.UseAsync(tool, arguments, cancel);
        _used.Enqueue(new TriedTool(tool, arguments.Clone(), answer, !writes && answer.Fault is null, Stopwatch.GetElapsedTime(began)));
        return answer;
    }

    // The agent goes on as if it had been done, so that one sees what it would do next.
    private static JsonElement Done { get; } = Payload.Of(json =>
    {
        json.WriteBoolean("ok", true);
        json.WriteString("note", "This is a trial: nothing was changed.");
    });
}
