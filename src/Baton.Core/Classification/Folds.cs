namespace Baton.Core.Classification;

/// <summary>Deals examples out into parts of about equal size, each with its share of every label, in an order that a seed decides.</summary>
internal static class Folds
{
    /// <summary>The part of every example, from 0 to <paramref name="parts"/> - 1.</summary>
    public static int[] Deal(int[] classes, int parts, ulong seed)
    {
        var fold = new int[classes.Length];
        var next = 0;
        foreach (var example in new SeededOrder(~seed).Shuffle(classes.Length).OrderBy(example => classes[example])) fold[example] = next++ % parts;
        return fold;
    }
}
