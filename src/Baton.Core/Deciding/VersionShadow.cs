using System.Collections.Immutable;
using Baton.Core.Arbitration;
using Baton.Core.Backtesting;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Rollouts;

namespace Baton.Core.Deciding;

/// <summary>What a version of the policy that is in shadow would have said, where that is something else.</summary>
/// <param name="Policy">The version.</param>
/// <param name="Says">A verdict, or a target: <c>suppress</c>, <c>agent:reply</c>, <c>queue:finance</c>, <c>nothing</c>.</param>
/// <param name="Reason">Why, in its own sentence.</param>
public sealed record VersionWould(int Policy, string Says, string Reason);

/// <summary>When cooldowns began by the rules of a version in shadow, where these are other than those in force.</summary>
/// <param name="Since">The place in the log from which it is in shadow: another one means that history must be read.</param>
/// <param name="Marks">For each of its cooldowns the last event that started it.</param>
public sealed record ShadowMarks(long Since, ImmutableArray<Mark> Marks);

/// <summary>Decides beside what is decided: by a version that is in shadow, on the same state. Nothing follows from it but that it is recorded.</summary>
internal static class VersionShadow
{
    /// <summary>Whether the customer's history must be read for it.</summary>
    public static bool NeedsHistory(CustomerState state, WorkspaceConfig config) =>
        state.Version > 0 && config.Rollout is { IsShadow: true } rollout && HasOwnCooldowns(config, rollout) && state.Shadow?.Since != rollout.Since;

    /// <summary>The decision, with what the version in shadow would have said.</summary>
    public static Decision Beside(Decision decision, CustomerState state, Event e, WorkspaceConfig config, IReadOnlyList<Event>? history)
    {
        if (config.Rollout is not { IsShadow: true } rollout || decision.Outcome == EventOutcome.Quarantined) return decision;
        var own = config with { Policy = rollout.Policy, Rollout = null };
        if (HasOwnCooldowns(config, rollout))
        {
            var known = state.Shadow?.Since == rollout.Since ? state.Shadow : null;
            var marks = known ?? new ShadowMarks(rollout.Since, Decider.MarksOf(history, state, e.Received, own));
            state = Evolution.Remark(state, new Remarking(rollout.Policy.CooldownSignature, marks.Marks, Cooldowns.Restarts(state, own)));
            var started = Cooldowns.StartedBy(e, state, own.Policy, own.Agent(e.Agent), e.Received);
            if (known is null || !started.IsEmpty) decision = decision with { Shadow = marks with { Marks = Evolution.WithMarks(marks.Marks, started) } };
        }

        return Judged(state, e, own) is var (says, reason) && says != (Comparison.Word(decision) ?? Nothing) ? decision with { WouldByVersion = new VersionWould(rollout.Policy.Version, says, reason) } : decision;
    }

    private const string Nothing = "nothing";

    private static bool HasOwnCooldowns(WorkspaceConfig config, Rollout rollout) => rollout.Policy.CooldownSignature != config.Policy.CooldownSignature;

    // What decides nothing must not spoil what does, so a mistake in it is what it would have said.
    private static (string Says, string Reason) Judged(CustomerState state, Event e, WorkspaceConfig config)
    {
        try
        {
            var would = Decider.Judged(state, e, config);
            return (Comparison.Word(would) ?? Nothing, would.Rulings is [var ruling, ..] ? ruling.Reason : would.Route?.Reason ?? would.Sentence);
        }
        catch (Exception fault)
        {
            return ("fault", $"Deciding by it went wrong: {fault.Message}");
        }
    }
}
