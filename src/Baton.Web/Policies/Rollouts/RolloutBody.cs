using Baton.Core.Policies;
using Baton.Core.Rollouts;
using Baton.Web.Problems;

namespace Baton.Web.Policies.Rollouts;

/// <summary>When what is tried is stopped by itself. At least one of the first two.</summary>
/// <param name="Times">When it suppresses and escalates more than so many times as often as what decides for the rest; 1 to 100.</param>
/// <param name="Points">When it does so more than so many percentage points more often; 0 to 99.</param>
/// <param name="Decisions">Looked at each time those who try it have had so many more decisions; 100 when left out.</param>
internal sealed record StopRequest(double? Times, double? Points, int? Decisions)
{
    public static StopRequest? Of(StopLimit? limit) => limit is null ? null : new(limit.Times, limit.Points, limit.Decisions);
}

/// <summary>How a version is tried.</summary>
/// <param name="Share">Percent of customers for whom it decides; 1 to 99, or 0 for shadow: it decides for nobody, and what it would have said is recorded.</param>
/// <param name="StopWhen">When it is stopped by itself; left out, only a person stops it.</param>
internal sealed record RolloutRequest(int Share, StopRequest? StopWhen);

/// <summary>Another share.</summary>
/// <param name="Share">Percent of customers, 0 (shadow) to 99.</param>
internal sealed record ShareRequest(int Share);

/// <summary>Why it is stopped.</summary>
/// <param name="Note">In words, for whoever reads the timeline.</param>
internal sealed record StopNote(string? Note);

/// <summary>Reads how a version is to be tried.</summary>
internal static class RolloutBody
{
    public static RolloutTerms? Read(JsonMembers body)
    {
        if (body.Object("rollout") is not { } rollout) return null;
        var faults = new List<Fault>();
        var terms = RolloutJson.Read(rollout, "/rollout", faults);
        body.Wrong(faults);
        return terms;
    }
}
