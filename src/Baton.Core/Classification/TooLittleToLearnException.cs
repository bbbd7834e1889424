namespace Baton.Core.Classification;

/// <summary>There are too few examples, or too few labels, to learn from. The message is for people.</summary>
public sealed class TooLittleToLearnException(string message) : ArgumentException(message);
