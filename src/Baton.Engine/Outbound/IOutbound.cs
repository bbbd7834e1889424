namespace Baton.Engine.Outbound;

/// <summary>The one way by which Baton calls other programs for a workspace.</summary>
public interface IOutbound
{
    /// <summary>
    /// A client that cannot reach private addresses unless an admin of the workspace allowed them, follows no redirects, keeps no cookies, uses no proxy and reads
    /// no endless answers. It has no time limit of its own: whoever calls limits the time. Make one for each use, and dispose of it or not: connections are shared.
    /// What is refused throws <see cref="OutboundRefusedException"/>.
    /// </summary>
    HttpClient ClientOf(string workspace);

    /// <summary>A connection to a host that does not speak HTTP, within the same bounds.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="target">Host and port; the scheme is only for the words of a refusal.</param>
    /// <param name="cancel">Gives up.</param>
    ValueTask<Stream> DialAsync(string workspace, Uri target, CancellationToken cancel);

    /// <summary>Whether an admin of the workspace, or who installed Baton, allowed a host by name or address, so that it is trusted like a public one.</summary>
    bool IsAllowed(string workspace, Uri target);
}
