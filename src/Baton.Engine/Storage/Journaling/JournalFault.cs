namespace Baton.Engine.Storage.Journaling;

/// <summary>The last failure to commit, for the health page.</summary>
/// <param name="At">When, unix ms.</param>
/// <param name="Message">What the database said.</param>
/// <param name="Units">How many units failed with it.</param>
/// <param name="Over">A later commit succeeded.</param>
public sealed record JournalFault(long At, string Message, int Units, bool Over);
