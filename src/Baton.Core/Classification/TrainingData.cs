namespace Baton.Core.Classification;

/// <summary>Weighed texts with the index of each one's label.</summary>
internal sealed record TrainingData(SparseVector[] Vectors, int[] Classes, int FeatureCount, int ClassCount)
{
    /// <summary>Sets a share of the examples aside, chosen by the seed; at least one on each side.</summary>
    public (TrainingData Kept, TrainingData Held) Split(double share, ulong seed)
    {
        var order = new SeededOrder(~seed).Shuffle(Vectors.Length);
        var held = Math.Clamp((int)(order.Length * share), 1, order.Length - 1);
        return (Only(order[held..]), Only(order[..held]));
    }

    private TrainingData Only(int[] examples) => this with
    {
        Vectors = [.. examples.Select(example => Vectors[example])],
        Classes = [.. examples.Select(example => Classes[example])],
    };
}
