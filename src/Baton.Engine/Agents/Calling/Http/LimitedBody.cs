namespace Baton.Engine.Agents.Calling.Http;

/// <summary>Reads what came as an answer, up to a size: an endless answer costs no more than that.</summary>
internal static class LimitedBody
{
    /// <summary>The largest answer of an agent, in bytes.</summary>
    public const int Most = 1 << 20;

    /// <summary>The bytes; null when there are more of them.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int most, CancellationToken cancel)
    {
        if (content.Headers.ContentLength > most) return null;
        await using var stream = await content.ReadAsStreamAsync(cancel);
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancel)) > 0)
        {
            if (bytes.Length + read > most) return null;
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
