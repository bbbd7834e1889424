namespace Baton.Engine.Handoffs.Similar;

/// <summary>A resolved case that is like another one, and how it ended.</summary>
/// <param name="Id">The handoff's id.</param>
/// <param name="Title">What was asked.</param>
/// <param name="Outcome"><c>approved</c>, <c>rejected</c>, <c>answered</c>, <c>returned</c> or <c>other</c>.</param>
/// <param name="Answer">The answer with which it ended.</param>
/// <param name="By">E-mail of who ended it.</param>
/// <param name="At">When it ended, UTC.</param>
/// <param name="Likeness">How much of what the case is about they have in common, 0 to 1; rare words count more.</param>
/// <param name="Words">The words and traits they have in common, the most telling first.</param>
public sealed record SimilarCase(string Id, string Title, string? Outcome, string? Answer, string? By, DateTimeOffset At, double Likeness, IReadOnlyList<string> Words)
{
    /// <summary>The note for colleagues with which it ended.</summary>
    public string? Note { get; init; }

    /// <summary>Place in the log of its end.</summary>
    public long Seq { get; init; }
}

/// <summary>The resolved cases that are like one, and how they ended on the whole.</summary>
/// <param name="Best">The most alike, best first.</param>
/// <param name="Counted">How many were counted as alike.</param>
/// <param name="Outcomes">How many of those ended in each way, the most frequent first.</param>
public sealed record SimilarCasesFound(IReadOnlyList<SimilarCase> Best, int Counted, IReadOnlyList<(string Outcome, int Count)> Outcomes)
{
    /// <summary>There are none.</summary>
    public static SimilarCasesFound None { get; } = new([], 0, []);
}
