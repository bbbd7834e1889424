namespace Baton.Engine.Storage.Journaling;

/// <summary>A unit was not written, and never will be. Whoever holds state derived from it must load that again from the log.</summary>
public sealed class JournalException(string message, Exception? cause = null) : Exception(message, cause);
