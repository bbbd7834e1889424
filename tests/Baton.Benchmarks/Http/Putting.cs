namespace Baton.Benchmarks.Http;

/// <summary>How benchmarks set an app up.</summary>
internal static class Putting
{
    /// <summary>Puts a document under the API; a refusal is told in the app's own words.</summary>
    public static async Task PutJsonAsync(this HttpClient client, string path, string body)
    {
        using var content = new StringContent(body, null, "application/json");
        using var answer = await client.PutAsync("/api/v1/" + path, content);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }
}
