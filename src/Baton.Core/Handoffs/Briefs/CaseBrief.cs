namespace Baton.Core.Handoffs.Briefs;

/// <summary>What a line of a brief speaks of, in the order in which the lines stand.</summary>
public enum BriefKind
{
    /// <summary>Who the customer is.</summary>
    Who,

    /// <summary>What the customer wants, in their own words.</summary>
    Wants,

    /// <summary>Why it came to a person, and what waits.</summary>
    Why,

    /// <summary>What the customer asked and nobody seems to have answered.</summary>
    Open,

    /// <summary>What the customer was promised.</summary>
    Promised,

    /// <summary>What was tried and answered, by whom, and how it went.</summary>
    Tried,

    /// <summary>What the customer has said already, and need not be asked again.</summary>
    Given,

    /// <summary>How the customer felt over time.</summary>
    Mood,

    /// <summary>Something else, in a model's words.</summary>
    Other,
}

/// <summary>One claim about a case.</summary>
/// <param name="Kind">What it speaks of.</param>
/// <param name="Text">The claim. What stands between “ and ” are words of the log.</param>
/// <param name="Seqs">The events it rests on, by their place in the log; none only for what the customer's record alone says.</param>
public sealed record BriefLine(BriefKind Kind, string Text, IReadOnlyList<long> Seqs);

/// <summary>A case in a few lines, most important first, for whoever takes it over.</summary>
/// <param name="Lines">The claims.</param>
/// <param name="Upto">The last event taken into account.</param>
public sealed record CaseBrief(IReadOnlyList<BriefLine> Lines, long Upto)
{
    /// <summary>A brief of nothing.</summary>
    public static CaseBrief Empty { get; } = new([], 0);

    /// <summary>The agent whose model wrote it; null when it was put together from the log by fixed rules.</summary>
    public string? WrittenBy { get; init; }

    /// <summary>How many claims of the model were dropped, since they name no event of this case.</summary>
    public int Dropped { get; init; }

    /// <summary>A quiet remark: why it is not a model's, or that newer events came.</summary>
    public string? Note { get; init; }

    /// <summary>What the customer has said already, each with where.</summary>
    public IReadOnlyList<GivenFact> Given { get; init; } = [];
}
