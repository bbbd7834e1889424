using Baton.Core.Learning;

namespace Baton.Engine.Learning;

/// <summary>A retrained version that is suggested.</summary>
/// <param name="Model">The model.</param>
/// <param name="Version">The version.</param>
/// <param name="Number">Its number.</param>
/// <param name="Corrections">How many corrections were new in it.</param>
/// <param name="Comparison">How it did beside the version in force.</param>
public sealed record SuggestedVersion(string Model, string Version, int Number, int Corrections, PairedComparison? Comparison);
