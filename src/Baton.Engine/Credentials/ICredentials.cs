namespace Baton.Engine.Credentials;

/// <summary>Opens a workspace's credentials for calls to the hosts that they are bound to.</summary>
public interface ICredentials
{
    /// <summary>
    /// The value, to be sent to that address now: ask again for the next call, since it may have been rotated. Keep it in no field, log, event, error or prompt.
    /// </summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="name">The credential's name.</param>
    /// <param name="target">Where it is about to be sent; for an MCP server that is started as a program <c>stdio://</c> and its name.</param>
    /// <exception cref="CredentialException">There is none, it cannot be opened, or it is not bound to that host. The message is for people.</exception>
    string Reveal(string workspace, string name, Uri target);

    /// <summary>As <see cref="Reveal"/>, with the value before it for as long as both are in force: current first. For signing, where receivers may still know only the one before.</summary>
    /// <exception cref="CredentialException">As for <see cref="Reveal"/>.</exception>
    IReadOnlyList<string> RevealAll(string workspace, string name, Uri target);
}

/// <summary>A credential cannot be used. The message is for people and holds nothing of its value.</summary>
public sealed class CredentialException(string message) : Exception(message);
