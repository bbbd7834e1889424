using System.Security.Cryptography;
using System.Text;

namespace Baton.Engine.Storage.Archives;

/// <summary>
/// What remains in the embedded database of an archived row's source and id, so that the event counts once for ever. A server keeps every arrival
/// in a table of its own, which stays as it is.
/// </summary>
internal static class ArchivedId
{
    public const int Size = 16;

    /// <summary>The first half of SHA-256 over the source, a zero byte and the id.</summary>
    public static byte[] Of(string source, string id) => SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\0{id}"))[..Size];
}
