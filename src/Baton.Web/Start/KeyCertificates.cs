using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Baton.Web.Start;

/// <summary>The certificate of <c>Baton:Keys:Certificate</c>, a PFX file; its password comes by <c>Baton:Keys:CertificatePassword</c>, best from the environment.</summary>
internal static class KeyCertificates
{
    private const string Key = "Baton:Keys:Certificate";

    public static X509Certificate2? Read(IConfiguration configuration, List<string> faults)
    {
        if (configuration[Key] is not { Length: > 0 } path) return null;
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, configuration[Key + "Password"]);
            if (certificate.GetRSAPrivateKey() is not null) return certificate;
            faults.Add($"{Key}: '{path}' holds no RSA key, which is needed to read again what it encrypted.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            faults.Add($"{Key}: '{path}' cannot be read ({e.Message.TrimEnd('.')}). Is the path right, and the password in {Key}Password?");
        }

        return null;
    }
}
