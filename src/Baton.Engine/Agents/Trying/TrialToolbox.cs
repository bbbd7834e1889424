using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Baton.Engine.Tools;

namespace Baton.Engine.Agents.Trying;

/// <summary>What an agent uses while it is tried, for people to look at. The toolbox of a trial uses tools that read for real; those that change something only say what they would do.</summary>
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
        var answer = await tools.UseAsync(tool, arguments, cancel);
        _used.Enqueue(new TriedTool(tool, arguments.Clone(), answer, !writes && answer.Fault is null, Stopwatch.GetElapsedTime(began)));
        return answer;
    }
}
