using System.Globalization;

namespace Baton.Core.Rollouts;

/// <summary>How much more often what is tried may suppress or escalate than what decides for the rest, before it is stopped by itself. At least one of the two is set.</summary>
/// <param name="Times">At most so many times as often.</param>
/// <param name="Points">At most so many percentage points more often.</param>
/// <param name="Decisions">It is judged each time the customers who try it have had so many more decisions.</param>
public sealed record StopLimit(double? Times, double? Points, int Decisions)
{
    /// <summary>How many decisions when it is not said.</summary>
    public const int UsualDecisions = 100;

    /// <summary>In words: <c>suppressions and escalations are more than 2 times as frequent as for the rest</c>.</summary>
    public string Sentence => "suppressions and escalations are more than " + string.Join(", or more than ", Parts) + string.Create(CultureInfo.InvariantCulture, $"; looked at every {Decisions:N0} decisions");

    private IEnumerable<string> Parts
    {
        get
        {
            if (Times is { } times) yield return string.Create(CultureInfo.InvariantCulture, $"{times:0.##} times as frequent as for the rest");
            if (Points is { } points) yield return string.Create(CultureInfo.InvariantCulture, $"{points:0.##} percentage points above the rest");
        }
    }
}

/// <summary>How something is tried.</summary>
/// <param name="Share">Percent of customers for whom it decides.</param>
/// <param name="StopWhen">When it is stopped by itself; null when only a person stops it.</param>
public sealed record RolloutTerms(int Share, StopLimit? StopWhen);
