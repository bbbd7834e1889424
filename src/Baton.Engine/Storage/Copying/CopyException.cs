namespace Baton.Engine.Storage.Copying;

/// <summary>The database could not be copied, and the one to be filled is as it was; the message is for people.</summary>
public sealed class CopyException(string message, Exception? cause = null) : Exception(message, cause);
