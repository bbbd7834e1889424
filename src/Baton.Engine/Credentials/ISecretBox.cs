namespace Baton.Engine.Credentials;

/// <summary>Seals secrets with keys that lie elsewhere than the database. The host brings it.</summary>
public interface ISecretBox
{
    /// <summary>Seals a text.</summary>
    /// <param name="purpose">What it is for: it can be opened only with the same purpose.</param>
    /// <param name="text">The text.</param>
    string Seal(string purpose, string text);

    /// <summary>Opens what <see cref="Seal"/> sealed.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It was sealed for another purpose, by other keys, or was changed.</exception>
    string Open(string purpose, string sealedText);
}

/// <summary>For a host that brought none.</summary>
internal sealed class NoSecretBox : ISecretBox
{
    public string Seal(string purpose, string text) => throw new CredentialException("This Baton has no keys to encrypt credentials with.");

    public string Open(string purpose, string sealedText) => throw new CredentialException("This Baton has no keys to decrypt credentials with.");
}
