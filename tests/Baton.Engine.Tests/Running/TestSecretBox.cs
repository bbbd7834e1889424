using System.Security.Cryptography;
using System.Text;
using Baton.Engine.Credentials;

namespace Baton.Engine.Tests.Running;

/// <summary>Seals with one key of the test run, for engines without a host.</summary>
internal sealed class TestSecretBox : ISecretBox
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    public string Seal(string purpose, string text)
    {
        using var aes = new AesGcm(Key, 16);
        var (nonce, plain) = (RandomNumberGenerator.GetBytes(12), Encoding.UTF8.GetBytes(text));
        var (cipher, tag) = (new byte[plain.Length], new byte[16]);
        aes.Encrypt(nonce, plain, cipher, tag, Encoding.UTF8.GetBytes(purpose));
        return Convert.ToBase64String([.. nonce, .. tag, .. cipher]);
    }

    public string Open(string purpose, string sealedText)
    {
        using var aes = new AesGcm(Key, 16);
        var all = Convert.FromBase64String(sealedText);
        var plain = new byte[all.Length - 28];
        aes.Decrypt(all.AsSpan(0, 12), all.AsSpan(28), all.AsSpan(12, 16), plain, Encoding.UTF8.GetBytes(purpose));
        return Encoding.UTF8.GetString(plain);
    }
}
