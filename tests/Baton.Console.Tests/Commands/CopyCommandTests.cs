using System.Text.Json;
using Baton.Engine.Tests.Storage;
using Baton.Web.Tests.SignIn;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Baton.Web.Tests.Commands;

/// <summary><c>baton copy</c>, from the app on SQLite to the same app on PostgreSQL.</summary>
[Trait("Database", "Postgres")]
public sealed class CopyCommandTests : CommandTest
{
    private const string Message = """{"specversion":"1.0","id":"m-1","source":"/shop","type":"message.received","subject":"email:ana@example.com","data":{"text":"Where is my parcel?"}}""";

    [Fact]
    public async Task The_app_on_the_server_answers_as_the_one_on_SQLite_did_and_takes_nothing_twice()
    {
        string timeline, customer, policy, cookie;
        long seq;
        await using (var before = ApiApp.With([.. Embedded, ("Baton:Bootstrap:AdminEmail", "ana@example.com"), ("Baton:Bootstrap:AdminPassword", "correct horse battery")]))
        {
            await Settings.RetentionTests.ArchiveAsync(before);
            Assert.Equal(200, (await before.PublishAsync("""{"departments":["support"],"caps":[{"id":"one","blocks":{"field":"action.kind","op":"startsWith","value":"contact."},"max":1,"per":"P7D","then":"suppress"}]}""")).Status);
            seq = (await SendAsync(before))["events"][0].GetProperty("seq").GetInt64();
            (timeline, customer, policy) = await AskAsync(before);
            cookie = await SignInAsync(before);
        }

        var (code, said, wrong) = await RunAsync("copy", OnServer);

        Assert.True(code == 0, wrong);
        Assert.Contains("are the same on both sides, and the copy is whole", said, StringComparison.Ordinal);
        Assert.All((string[])["Log", "Arrival", "Account", "ProtectionKey", "ApiKey", "ArchivedId"], table => Assert.Matches($@"(?m)^{table} +[1-9][\d,]*  [0-9a-f]{{16}}  yes\r?$", said));
        await using var after = ApiApp.With(OnServer);
        Assert.Equal((timeline, customer, policy), await AskAsync(after));
        var again = await SendAsync(after);
        Assert.Equal(("duplicate", seq), (again["events"][0].GetProperty("status").GetString(), again["events"][0].GetProperty("seq").GetInt64()));
        Assert.True(await after.EventAsync("message.received", "email:bo@example.com") > seq);
        Assert.Equal(200, await OpenAsync(after, cookie));
        Assert.Equal(302, await OpenAsync(after, "baton=forged"));
        Assert.NotEmpty(await SignInAsync(after));
        Assert.Equal(0, (await RunAsync("verify", OnServer)).Code);
    }

    [Fact]
    public async Task A_database_that_is_in_use_or_not_empty_is_refused()
    {
        await using (var here = ApiApp.With(Embedded)) await SendAsync(here);
        await using (var there = ApiApp.With([.. OnServer, ("Baton:Data", Path.Combine(Folder, "other"))]))
        {
            await SendAsync(there);
            Assert.Contains("not empty", (await RunAsync("copy", OnServer)).Wrong, StringComparison.Ordinal);
        }

        var (code, _, wrong) = await RunAsync("copy", OnServer);

        Assert.Equal(1, code);
        Assert.Contains("A copy overwrites nothing", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_app_runs_it_is_refused_with_what_to_do()
    {
        await using var app = ApiApp.With(Embedded);
        await SendAsync(app);

        var (code, _, wrong) = await RunAsync("copy", OnServer);

        Assert.Equal(1, code);
        Assert.Contains("Stop it, and try again", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_database_to_fill_or_one_to_copy_it_says_which_is_missing()
    {
        Assert.Contains("no Baton database in", (await RunAsync("copy", OnServer)).Wrong, StringComparison.Ordinal);
        await using (var app = ApiApp.With(Embedded)) await SendAsync(app);

        Assert.Contains("ConnectionStrings:Baton", (await RunAsync("copy", Embedded)).Wrong, StringComparison.Ordinal);
        Assert.Contains("Host is missing", (await RunAsync("copy", [.. Embedded, ("ConnectionStrings:Baton", "Database=x")])).Wrong, StringComparison.Ordinal);
    }

    private static Task<Answer> SendAsync(ApiApp app) => app.SendAsync(HttpMethod.Post, "events", Message, "application/cloudevents+json");

    private static async Task<(string Timeline, string Customer, string Policy)> AskAsync(ApiApp app) =>
        (Text(await app.GetAsync("timeline?limit=500")), Text(await app.GetAsync("customers/email:ana@example.com")), Text(await app.GetAsync("policy")));

    private static string Text(Answer answer) => answer.Status == 200 ? JsonSerializer.Serialize(answer.Json) : $"{answer.Status}";

    private static HttpClient Visitor(ApiApp app) => app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });

    private static async Task<string> SignInAsync(ApiApp app)
    {
        using var visitor = Visitor(app);
        using var answer = await visitor.SignInAsync("ana@example.com", "correct horse battery");
        return answer.Headers.GetValues("Set-Cookie").Select(set => set.Split(';')[0]).Single(set => set.StartsWith("Baton", StringComparison.OrdinalIgnoreCase) && set.Length > 100);
    }

    private static async Task<int> OpenAsync(ApiApp app, string cookie)
    {
        using var visitor = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });
        visitor.DefaultRequestHeaders.Add("Cookie", cookie);
        using var answer = await visitor.GetAsync(new Uri("/timeline", UriKind.Relative), TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }
}
