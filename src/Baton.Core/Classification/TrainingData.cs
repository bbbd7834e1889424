namespace Baton.Core.Classification;

/// <summary>Weighed texts with the index of each one's label.</summary>
internal sealed record TrainingData(SparseVector[] Vectors, int[] Classes, int FeatureCount, int ClassCount)
{
    /// <summary>Some of the examples.</summary>
    public TrainingData Only(int[] examples) => this with
    {
        Vectors = [.. examples.Select(example => Vectors[example])],
        Classes = [.. examples.Select(example => Classes[example])],
    };
}
