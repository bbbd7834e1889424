namespace Baton.Engine.Chaos;

/// <summary>How an injected bad answer is bad.</summary>
public enum BadAnswer
{
    /// <summary>Any of the others, by the draw.</summary>
    Mixed,

    /// <summary>The output is half a document instead of an object, and nothing is proposed.</summary>
    Broken,

    /// <summary>A confidence that is none: above 1.</summary>
    OutOfRange,

    /// <summary>A confidence near 0.</summary>
    Unsure,
}

/// <summary>Bad answers as programs name them.</summary>
public static class BadAnswerWords
{
    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<BadAnswer>().Select(Name)];

    /// <summary><c>mixed</c>, <c>broken</c>, <c>out-of-range</c> or <c>unsure</c>.</summary>
    public static string Name(this BadAnswer bad) => bad switch
    {
        BadAnswer.Broken => "broken",
        BadAnswer.OutOfRange => "out-of-range",
        BadAnswer.Unsure => "unsure",
        _ => "mixed",
    };

    /// <summary>Reads what <see cref="Name"/> wrote.</summary>
    public static BadAnswer? Parse(string? name) => Enum.GetValues<BadAnswer>().Where(bad => bad.Name() == name).Select(bad => (BadAnswer?)bad).FirstOrDefault();

    /// <summary>The same for people.</summary>
    public static string Says(this BadAnswer bad) => bad switch
    {
        BadAnswer.Broken => "the output is broken",
        BadAnswer.OutOfRange => "a confidence above 1",
        BadAnswer.Unsure => "a confidence near 0",
        _ => "broken output or an impossible or very low confidence",
    };
}
