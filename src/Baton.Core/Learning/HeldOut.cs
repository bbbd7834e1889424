namespace Baton.Core.Learning;

/// <summary>
/// Which examples a model never learns from, so that its versions can be compared on them: one in ten, chosen by the text alone, so that it is the same ones
/// on every machine and for every version.
/// </summary>
public static class HeldOut
{
    /// <summary>One of so many is held out.</summary>
    public const int OneOf = 10;

    /// <summary>A model with fewer examples needs them all.</summary>
    public const int FewestExamples = 100;

    /// <summary>Whether the example of this text is held out.</summary>
    public static bool Is(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var hash = 2166136261u;
        foreach (var letter in text.AsSpan().Trim()) hash = (hash ^ letter) * 16777619;
        hash ^= hash >> 16;
        hash *= 0x7FEB352D;
        hash ^= hash >> 15;
        return hash % OneOf == 0;
    }
}
