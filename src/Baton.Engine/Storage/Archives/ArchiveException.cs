namespace Baton.Engine.Storage.Archives;

/// <summary>Something could not be moved out of the log, read there or put back; the message is for people.</summary>
public sealed class ArchiveException(string message, Exception? cause = null) : Exception(message, cause);
