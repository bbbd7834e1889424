using Baton.Engine.Credentials;
using Microsoft.AspNetCore.DataProtection;

namespace Baton.Web.Credentials;

/// <summary>Seals credentials with the same ring of keys as cookies: in the data folder or, on PostgreSQL, in the database for all nodes.</summary>
internal sealed class ProtectedSecrets(IDataProtectionProvider keys) : ISecretBox
{
    private const string Credentials = "Baton.Credentials";

    public string Seal(string purpose, string text) => keys.CreateProtector(Credentials, purpose).Protect(text);

    public string Open(string purpose, string sealedText) => keys.CreateProtector(Credentials, purpose).Unprotect(sealedText);
}
