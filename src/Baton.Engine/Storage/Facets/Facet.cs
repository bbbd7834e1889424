namespace Baton.Engine.Storage.Facets;

/// <summary>What rows of the log are found by. The numbers stand in the index: they never change.</summary>
public enum Facet
{
    /// <summary>Whom it is about.</summary>
    Customer = 1,

    /// <summary>The CloudEvents type.</summary>
    Type = 2,

    /// <summary>The agent it came from or concerns.</summary>
    Agent = 3,

    /// <summary>The verdict.</summary>
    Verdict = 4,

    /// <summary>The rule that decided, as <c>kind:id</c>.</summary>
    Rule = 5,

    /// <summary>The handoff it concerns.</summary>
    Handoff = 6,

    /// <summary>The workflow run it belongs to.</summary>
    Run = 7,
}

/// <summary>Rows that have one of these values.</summary>
/// <param name="Facet">Of what.</param>
/// <param name="Values">The values; a row with any of them is meant, and none when there are none.</param>
public sealed record AnyOf(Facet Facet, IReadOnlyList<string> Values);

/// <summary>Which rows of the log are meant, by seq.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="All">What a row must have, all of it; at least one.</param>
public sealed record FacetQuery(string Workspace, IReadOnlyList<AnyOf> All)
{
    /// <summary>The first seq that is meant.</summary>
    public long First { get; init; }

    /// <summary>The first seq that no longer is.</summary>
    public long End { get; init; } = long.MaxValue;

    /// <summary>Everything about one customer.</summary>
    public static FacetQuery OfCustomer(string workspace, string customer) => new(workspace, [new AnyOf(Facet.Customer, [customer])]);
}
