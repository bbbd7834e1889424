using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Rollouts;
using Baton.Engine.Pipeline;

namespace Baton.Engine.Policies;

/// <summary>Steps of what is tried: more or fewer customers, everybody, nobody. Each is an event at one point of the log. A trial begins with <see cref="PolicyDesk.PublishAsync(string, Actor, string?, RolloutTerms?, Storage.Rows.DraftRow?, CancellationToken)"/>.</summary>
public sealed class RolloutDesk(Conductor conductor, Configurations configurations, PolicyDesk policies, PolicyGate gate)
{
    /// <summary>Lets the version that is tried decide for another share of the customers; null when none is tried.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="share">Percent, 0 to 99; 0 puts it in shadow. Whoever is in stays in when it grows.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public Task<int?> ShareAsync(string workspace, int share, Actor by, CancellationToken cancel = default)
    {
        if (share is < RolloutJson.LeastShare or > RolloutJson.MostShare) throw new ArgumentOutOfRangeException(nameof(share), share, "A share is a whole number of percent from 0 to 99.");
        return RecordAsync(workspace, EventTypes.RolloutChanged, by, new JsonObject { ["share"] = share }, cancel);
    }

    /// <summary>Lets the version that is tried decide for everybody; null when none is tried.</summary>
    public Task<int?> PromoteAsync(string workspace, Actor by, CancellationToken cancel = default) => RecordAsync(workspace, EventTypes.RolloutPromoted, by, [], cancel);

    /// <summary>Lets the version that is tried decide for nobody; null when none is tried.</summary>
    public Task<int?> StopAsync(string workspace, Actor by, string? why, CancellationToken cancel = default) => RecordAsync(workspace, EventTypes.RolloutStopped, by, new JsonObject { ["why"] = why }, cancel);

    /// <summary>Stops a trial whose limit is passed: a version decides for nobody, a rule goes back to shadow by a new version of the policy. False when it is not tried any more as it was.</summary>
    internal async Task<bool> StopByItselfAsync(string workspace, RolloutTrial trial, string why, CancellationToken cancel)
    {
        if (trial.Rule is null) return configurations.Of(workspace).Rollout is { } rollout && RolloutCounts.NameOf(rollout) == trial.Counter && await StopAsync(workspace, Actor.Baton, why, cancel) is not null;
        return await gate.InsideAsync(workspace, async () =>
        {
            var policy = configurations.Of(workspace).Policy;
            if (policy.Version != trial.Version) return false;
            await policies.PublishAsync(workspace, RolloutJson.BackToShadow(policy.Document, trial.Rule), Actor.Baton, $"Rule {trial.Rule.Id} went back to shadow by itself: {why}", terms: null, cancel);
            return true;
        }, cancel);
    }

    // Not while something is published: what is tried must be what the event names.
    private Task<int?> RecordAsync(string workspace, string type, Actor by, JsonObject data, CancellationToken cancel) => gate.InsideAsync<int?>(workspace, async () =>
    {
        if (configurations.Of(workspace).Rollout is not { Policy.Version: var version }) return null;
        data["version"] = version;
        await conductor.TakeAsync(workspace, Input.Act("baton/rollout", type, by, JsonSerializer.SerializeToElement(data)) with { Configures = true }, cancel);
        return version;
    }, cancel);
}
