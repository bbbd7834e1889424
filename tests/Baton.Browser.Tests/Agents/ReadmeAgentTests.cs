using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Browser.Tests.Running;

namespace Baton.Browser.Tests.Agents;

/// <summary>The agent that the readme shows, run as it stands there.</summary>
public sealed partial class ReadmeAgentTests
{
    [Fact]
    public async Task The_readmes_agent_fetches_its_tasks_and_does_them()
    {
        await using var app = await RunningApp.StartAsync($"--Baton:Bootstrap:ApiKey={OutsideProgram.ApiKey}");
        using var http = new HttpClient { BaseAddress = new Uri(app.Address + "/api/v1/"), Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", OutsideProgram.ApiKey);
        using var agent = Start(app.Address);
        try
        {
            await UntilAsync(async () => (await http.GetAsync(new Uri("agents/refunds", UriKind.Relative))).IsSuccessStatusCode, "the agent defines itself");
            using (var policy = new StringContent("""{"departments":["support"],"routing":[{"id":"all","when":{"field":"event.type","op":"eq","value":"message.received"},"to":{"agent":"refunds"}}]}""", Encoding.UTF8, "application/json"))
                (await http.PutAsync(new Uri("policies/draft", UriKind.Relative), policy)).EnsureSuccessStatusCode();
            (await http.PostAsJsonAsync("policies/draft/publish", new { note = "readme" })).EnsureSuccessStatusCode();
            using var program = new OutsideProgram(app);
            await program.TellAsync("email:ana@example.com", "message.received", new { text = "I want a refund." });
            await program.TellAsync("email:bo@example.com", "message.received", new { text = "What is this?" });

            List<string> sentences = [];
            await UntilAsync(async () => (sentences = await SentencesAsync(http)).Count(s => s.StartsWith("refunds ", StringComparison.Ordinal)) == 3, "both tasks are done");

            Assert.Contains("refunds is done (refund).", sentences);
            Assert.Contains("refunds → contact.email (support): allowed. Nothing stands against it.", sentences);
            Assert.Contains("refunds asks for a person's review. A person is asked.", sentences);
        }
        finally
        {
            agent.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(string address)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "README.md"))) folder = folder.Parent!;
        var program = Program().Match(File.ReadAllText(Path.Combine(folder.FullName, "README.md"))).Groups[1].Value;
        Assert.InRange(program.Split('\n').Length, 10, 31);
        var node = new ProcessStartInfo("node", ["--input-type=module", "--eval", program]);
        (node.Environment["BATON"], node.Environment["KEY"]) = (address, OutsideProgram.ApiKey);
        return Process.Start(node)!;
    }

    private static async Task<List<string>> SentencesAsync(HttpClient http) =>
        [.. (await http.GetFromJsonAsync<JsonElement>("timeline?limit=50")).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("sentence").GetString()!)];

    private static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await holds()) Assert.True(!limit.IsCancellationRequested && await pace.WaitForNextTickAsync(CancellationToken.None), $"Not within 30 s: {what}.");
    }

    [GeneratedRegex(@"```js\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Program();
}
