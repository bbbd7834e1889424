using System.Collections.Concurrent;
using Baton.Core.Rollouts;
using Baton.Engine.Policies;

namespace Baton.Engine.Jobs;

/// <summary>Stops what is tried when it suppresses or escalates more than its limit allows. Of several nodes one looks at a time, as with every job.</summary>
internal sealed class RolloutWatch(Configurations configurations, RolloutQueries rollouts, RolloutDesk desk) : IJobWork
{
    // Which look was the last, so that the same figures are not given a second chance. After a restart one look may come twice.
    private readonly ConcurrentDictionary<(string Workspace, string Counter), long> _looked = new();

    public string Name => "Rollout watch";

    public string Purpose => "Stops a version or a rule that is tried with some customers when it suppresses or escalates more often than the limit set for it.";

    public Schedule Schedule { get; } = new(TimeSpan.FromSeconds(10));

    public async Task<string?> RunAsync(CancellationToken cancel)
    {
        var stopped = new List<string>();
        foreach (var workspace in configurations.Workspaces)
        {
            foreach (var trial in await rollouts.ReadAsync(workspace, cancel)) if (await LookAsync(workspace, trial, cancel) is { } words) stopped.Add(words);
        }

        return stopped.Count == 0 ? null : string.Join(' ', stopped);
    }

    private async Task<string?> LookAsync(string workspace, RolloutTrial trial, CancellationToken cancel)
    {
        if (trial is not { StopWhen: { } limit, Share: > 0 }) return null; // in shadow it harms nobody
        var (look, last) = (StopTest.Look(limit, trial.Inside), _looked.GetValueOrDefault((workspace, trial.Counter)));
        if (look <= last) return null;
        _looked[(workspace, trial.Counter)] = look;
        if (StopTest.Judge(limit, trial.Inside, trial.Outside, look) is not { } why) return null;
        return await desk.StopByItselfAsync(workspace, trial, why, cancel) ? $"{(trial.Rule is { } rule ? $"Rule {rule.Id}" : $"Version {trial.Version}")} was stopped in {workspace}: {why}." : null;
    }
}
