using System.Text.Json;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Handoffs.Quality;

/// <summary>Why a case is put before a supervisor.</summary>
public enum SampledBecause
{
    /// <summary>By chance, as one of its queue's share.</summary>
    Chance,

    /// <summary>A clock of it ran out.</summary>
    Breach,

    /// <summary>The customer was with people again soon after.</summary>
    CameBack,
}

/// <summary>A resolved case that waits for a review.</summary>
/// <param name="Line">The case.</param>
/// <param name="Person">E-mail of who resolved it.</param>
/// <param name="Because">Why it is here.</param>
public sealed record SampledCase(HandoffLine Line, string Person, SampledBecause Because);

/// <summary>What a supervisor thought of a resolved case.</summary>
public sealed record Review
{
    /// <summary>The case.</summary>
    public required string Handoff { get; init; }

    /// <summary>What was asked in it, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>Its queue.</summary>
    public required string Queue { get; init; }

    /// <summary>E-mail of who resolved it.</summary>
    public required string Person { get; init; }

    /// <summary>E-mail of who reviewed it.</summary>
    public required string Reviewer { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The mean of the scores.</summary>
    public required double Mean { get; init; }

    /// <summary>The scores by criterion, each 1 to 5.</summary>
    public required IReadOnlyDictionary<string, int> Scores { get; init; }

    /// <summary>What the reviewer wrote.</summary>
    public string? Note { get; init; }

    internal static Review Of(ReviewRow row, string? title) => new()
    {
        Handoff = row.Handoff,
        Title = title ?? row.Handoff,
        Queue = row.Queue,
        Person = row.Person,
        Reviewer = row.Reviewer,
        At = row.At.ToTime(),
        Mean = row.Mean,
        Scores = JsonSerializer.Deserialize<Dictionary<string, int>>(row.Scores)!,
        Note = row.Note,
    };
}

/// <summary>The reviews of somebody or of a queue, in figures.</summary>
/// <param name="Name">E-mail of the person, or the queue.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Mean">The mean of their means.</param>
/// <param name="Weeks">The mean of each week, oldest first; null for a week without one.</param>
public sealed record QualityLine(string Name, int Count, double Mean, IReadOnlyList<double?> Weeks);
