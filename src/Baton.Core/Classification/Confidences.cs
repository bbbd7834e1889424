namespace Baton.Core.Classification;

/// <summary>How raw scores become an honest confidence, and from where on they mean that the text belongs to no label.</summary>
/// <param name="Temperature">Damps the scores.</param>
/// <param name="Stranger">The index of the label of texts that belong to none; -1 when there were no such.</param>
/// <param name="Refusal">Below this confidence a text is taken to belong to none.</param>
internal sealed record Confidences(float Temperature, int Stranger, float Refusal)
{
    public bool IsOutOfScope(int best, double confidence) => best == Stranger || confidence < Refusal;
}
