namespace Baton.Engine.Outbound;

/// <summary>A call was not made, since it would have left the bounds that a workspace's calls have. The message is for people: what, why, and how to allow it.</summary>
/// <remarks>Not an <see cref="HttpRequestException"/>: trying again is of no use.</remarks>
public sealed class OutboundRefusedException(string message) : Exception(message);
