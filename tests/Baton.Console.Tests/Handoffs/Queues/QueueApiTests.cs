using Baton.Engine.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Handoffs.Queues;

public sealed class QueueApiTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    private const string Kim = "kim@example.com";
    private const string Joe = "joe@example.com";

    private const string Finance = """
        { "title": "Finance", "mode": "push", "people": ["kim@example.com"], "skills": ["refunds"], "languages": ["de"], "hidden": true,
          "hours": { "timeZone": "Europe/Berlin", "weekly": [ { "day": "monday", "from": "09:00", "to": "17:00" }, { "day": "tuesday", "from": "09:00", "to": "17:00" } ], "holidays": [ { "date": "2026-12-25", "name": "Christmas" }, { "date": "2026-12-24", "from": "12:00" } ] },
          "levels": [ { "priority": "normal", "claim": "PT10M", "resolution": "PT4H", "always": true } ], "warnAt": 50, "idle": "PT20M", "acceptWithin": "PT5M", "notice": "Kim is here.", "atBreach": { "raisePriority": true, "tell": ["joe@example.com"] } }
        """;

    public async ValueTask InitializeAsync()
    {
        await app.PutAsync("agents/helper", """{"department":"support","kind":"pull"}""");
        await app.PublishAsync("""{"approvals":[{"id":"refunds","when":{"field":"action.kind","op":"eq","value":"refund"},"queue":"finance"}]}""");
        await app.PostAsync("members", $$"""{"email":"{{Kim}}","name":"Kim","role":"HumanAgent"}""");
        await app.PostAsync("members", """{"email":"bo@example.com","name":"Bo","role":"HumanAgent"}""");
        await app.PostAsync("members", $$"""{"email":"{{Joe}}","name":"Joe","role":"Operator"}""");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_queue_is_defined_read_back_the_same_changed_and_removed()
    {
        Assert.Equal(201, (await app.PutAsync("queues/books", Finance)).Status);
        var read = await app.GetAsync("queues/books");
        Assert.Equal(200, (await app.PutAsync("queues/books", read.Json.GetRawText())).Status);

        Assert.Equal(read.Json.GetRawText(), (await app.GetAsync("queues/books")).Json.GetRawText());
        Assert.Equal("kim@example.com who know refunds and speak de is offered each case in turn and have 1 min to take it, Mon–Tue 09:00–17:00, Berlin time, but 2 holidays. Nobody else but supervisors sees them. A usual one is taken within 10 min, resolved within 4 h, by day and night. People are warned after 50 % of the time. When a time is over, the case becomes more urgent and joe@example.com is told. A case left alone for 20 min goes back. At a takeover the customer is told: “Kim is here.”", read.Text("sentence"));
        Assert.Contains("books", (await app.GetAsync("queues")).Items.Select(q => q.GetProperty("name").GetString()));
        Assert.Equal(204, (await app.SendAsync(HttpMethod.Delete, "queues/books")).Status);
        Assert.Equal(404, (await app.GetAsync("queues/books")).Status);
    }

    [Theory]
    [InlineData("""{ "hours": { "timeZone": "Berlin", "weekly": [] } }""", "/hours/timeZone")]
    [InlineData("""{ "hours": { "timeZone": "Europe/Berlin", "weekly": [] } }""", "/hours/weekly")]
    [InlineData("""{ "hours": { "timeZone": "Europe/Berlin", "weekly": [ { "day": "monday", "from": "22:00", "to": "06:00" } ] } }""", "/hours/weekly/0/to")]
    [InlineData("""{ "levels": [ { "priority": "high" } ] }""", "/levels/0")]
    [InlineData("""{ "people": ["stranger@example.com"] }""", "/people")]
    [InlineData("""{ "atBreach": { "queue": "odd" } }""", "/atBreach/queue")]
    [InlineData("""{ "skill": ["x"] }""", "/skill")]
    public async Task What_is_wrong_is_named_with_its_place(string body, string pointer)
    {
        var answer = await app.PutAsync("queues/odd", body);

        Assert.Equal((422, pointer), (answer.Status, Assert.Single(answer.Faults)));
        Assert.Equal(404, (await app.GetAsync("queues/odd")).Status);
    }

    [Fact]
    public async Task Who_may_not_take_the_cases_of_a_queue_neither_sees_nor_takes_them_and_is_told_why()
    {
        Assert.InRange((await app.PutAsync("queues/finance", Finance)).Status, 200, 201);
        await app.PostAsync("actions", """{"id":"r1","agent":"helper","customer":"email:hidden@example.com","kind":"refund","data":{"amount":5}}""");
        var id = Assert.Single((await app.GetAsync("handoffs?customer=email:hidden@example.com")).Items).GetProperty("id").GetString();

        var barred = await app.PostAsync($"handoffs/{id}/claim", onBehalfOf: "bo@example.com");
        Assert.Equal((403, true), (barred.Status, barred.Text("detail")!.Contains("Finance has its own people", StringComparison.Ordinal)));
        var unskilled = await app.PostAsync($"handoffs/{id}/claim", onBehalfOf: Kim);
        Assert.Equal((403, true), (unskilled.Status, unskilled.Text("detail")!.Contains("needs refunds", StringComparison.Ordinal)));
        (string, string)[] bo = [("Baton-On-Behalf-Of", "bo@example.com")];
        Assert.Empty((await app.SendAsync(HttpMethod.Get, "handoffs?customer=email:hidden@example.com", headers: bo)).Items);
        Assert.Equal(404, (await app.SendAsync(HttpMethod.Get, $"handoffs/{id}", headers: bo)).Status);

        Assert.Equal(200, (await app.PutAsync($"members/{Kim}/profile", """{"skills":["Refunds"],"languages":["de-AT"],"capacity":3}""")).Status);
        Assert.Equal(3, (await app.GetAsync($"members/{Kim}/profile"))["capacity"].GetInt32());
        Assert.Equal(200, (await app.PostAsync($"handoffs/{id}/claim", onBehalfOf: Kim)).Status);
        Assert.Equal(403, (await app.PostAsync($"handoffs/{id}/transfer", """{"to":"bo@example.com"}""", Kim)).Status);
        Assert.Equal(200, (await app.PostAsync($"handoffs/{id}/transfer", $$"""{"to":"{{Joe}}"}""", Kim)).Status); // a supervisor may take all
    }

    [Fact]
    public async Task Only_keys_of_admins_define()
    {
        var reader = await app.Services.GetRequiredService<KeyDesk>().CreateAsync(WorkspaceDesk.First, "reader", [Scopes.Read]);

        Assert.Equal(200, (await app.SendAsync(HttpMethod.Get, "queues", key: reader.Secret)).Status);
        Assert.Equal(403, (await app.SendAsync(HttpMethod.Put, "queues/x", "{}", key: reader.Secret)).Status);
        Assert.Equal(403, (await app.SendAsync(HttpMethod.Put, $"members/{Kim}/profile", "{}", key: reader.Secret)).Status);
    }
}
