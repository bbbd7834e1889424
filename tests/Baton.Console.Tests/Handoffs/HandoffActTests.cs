using System.Text.Json;

namespace Baton.Web.Tests.Handoffs;

/// <summary>What people do with handoffs, as other programs do it for them.</summary>
public sealed class HandoffActTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    private const string Kim = "kim@example.com", Joe = "joe@example.com";

    public async ValueTask InitializeAsync()
    {
        await app.PutAsync("agents/helper", """{"department":"support","kind":"pull"}""");
        await app.PublishAsync("""{"approvals":[{"id":"refunds","when":{"field":"action.kind","op":"eq","value":"refund"},"queue":"finance"}]}""");
        await app.PostAsync("members", $$"""{"email":"{{Kim}}","name":"Kim","role":"HumanAgent"}""");
        await app.PostAsync("members", $$"""{"email":"{{Joe}}","name":"Joe","role":"Operator"}""");
    }

    [Fact]
    public async Task Several_are_claimed_at_once_and_each_that_is_not_says_why()
    {
        var ids = await EscalateAsync("bulk", 4);
        await ActAsync(ids[0], "claim", Joe);

        var claimed = await app.PostAsync("handoffs:claim", JsonSerializer.Serialize(new { ids = (string[])[.. ids, ids[1], "nobody-h1"] }), Kim);
        var again = await app.PostAsync("handoffs:claim", JsonSerializer.Serialize(new { ids }), Kim);

        Assert.Equal(200, claimed.Status);
        Assert.Equal(ids.Skip(1), Texts(claimed, "done"));
        Assert.Equal([(ids[0], Joe), ("nobody-h1", null)], claimed["refused"].EnumerateArray().Select(r => (r.GetProperty("id").GetString()!, Owner(r))));
        Assert.Equal(Texts(claimed, "done"), Texts(again, "done"));
        foreach (var id in ids.Skip(1)) Assert.Equal(Kim, (await app.GetAsync("handoffs/" + id)).Text("owner"));
    }

    [Fact]
    public async Task Several_are_resolved_at_once_and_what_waited_on_each_goes_on()
    {
        var ids = await EscalateAsync("ends", 3);
        await ActAsync(ids[0], "claim", Joe);

        var resolved = await app.PostAsync("handoffs:resolve", JsonSerializer.Serialize(new { ids, outcome = "approved", note = "All fine." }), Kim);

        Assert.Equal(ids.Skip(1), Texts(resolved, "done"));
        Assert.Equal($"{Joe} has this handoff.", Assert.Single(resolved["refused"].EnumerateArray()).GetProperty("detail").GetString());
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 3).Select(async i => (await app.GetAsync($"actions/ends-{i}")).Text("verdict")));
        Assert.Equal("escalate allow allow", string.Join(' ', verdicts));
    }

    [Fact]
    public async Task Many_at_once_are_a_hundred_at_most_and_one_at_least()
    {
        var none = await app.PostAsync("handoffs:claim", """{"ids":[]}""", Kim);
        var many = await app.PostAsync("handoffs:claim", JsonSerializer.Serialize(new { ids = Enumerable.Range(0, 101).Select(i => $"x-h{i}") }), Kim);
        var wrong = await app.PostAsync("handoffs:resolve", """{"ids":["x-h1"],"outcome":"maybe"}""", Kim);

        Assert.Equal((422, 422, 422), (none.Status, many.Status, wrong.Status));
        Assert.Equal(["/outcome"], wrong.Faults);
        Assert.Equal(403, (await app.PostAsync("handoffs:claim", """{"ids":["x-h1"]}""", "stranger@example.com")).Status);
    }

    [Fact]
    public async Task Only_an_operator_takes_a_case_over_and_says_why()
    {
        var id = (await EscalateAsync("over", 1))[0];
        await ActAsync(id, "claim", Joe);

        Assert.Equal(403, (await ActAsync(id, "takeover", Kim, """{"note":"Mine."}""")).Status);
        await ActAsync(id, "release", Joe);
        await ActAsync(id, "claim", Kim);
        Assert.Equal(422, (await ActAsync(id, "takeover", Joe)).Status);
        Assert.Equal(Joe, (await ActAsync(id, "takeover", Joe, """{"note":"Kim is ill."}""")).Text("owner"));
    }

    [Fact]
    public async Task A_refusal_says_what_it_is_and_not_that_the_case_is_resolved()
    {
        var ids = await EscalateAsync("said", 2);

        var undo = await ActAsync(ids[0], "undo", Kim);
        var pass = await ActAsync(ids[0], "pass", Kim);
        var back = await ActAsync(ids[0], "return", Kim, """{"agent":"nobody"}""");
        await ActAsync(ids[1], "merge", Kim, JsonSerializer.Serialize(new { into = ids[0] }));
        var part = await ActAsync(ids[1], "resolve", Kim, """{"outcome":"approved"}""");

        Assert.All([undo, pass, back, part], answer => Assert.Equal(409, answer.Status));
        Assert.Equal("There is nothing of yours to undo: it does not end, or somebody else ends it.", undo.Text("detail"));
        Assert.Equal("It is not offered to you any more.", pass.Text("detail"));
        Assert.Equal("There is no agent nobody any more: name another one.", back.Text("detail"));
        Assert.Equal($"This handoff is part of {ids[0]} now.", part.Text("detail"));
    }

    [Fact]
    public async Task An_end_that_can_be_undone_is_undone()
    {
        var id = (await EscalateAsync("undone", 1))[0];

        var ending = await ActAsync(id, "resolve", Kim, """{"outcome":"approved","undoable":true}""");
        Assert.Equal(JsonValueKind.String, ending["ends"].ValueKind);
        Assert.Equal("escalate", (await app.GetAsync("actions/undone-0")).Text("verdict"));

        Assert.Equal(("waiting", null), ((await ActAsync(id, "undo", Kim)) is var back ? (back.Text("status"), back.Json.TryGetProperty("ends", out var ends) ? ends.GetString() : null) : default));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<Answer> ActAsync(string id, string act, string person, string? body = null) => app.PostAsync($"handoffs/{id}/{act}", body, person);

    // Refunds of one customer that wait for a person's yes.
    private async Task<IReadOnlyList<string>> EscalateAsync(string name, int many)
    {
        var ids = new List<string>();
        for (var i = 0; i < many; i++) ids.Add((await app.PostAsync("actions", $$$"""{"id":"{{{name}}}-{{{i}}}","agent":"helper","customer":"email:{{{name}}}@example.com","kind":"refund","data":{"amount":40}}""")).Text("handoff")!);
        return ids;
    }

    private static IEnumerable<string?> Texts(Answer answer, string member) => answer[member].EnumerateArray().Select(e => e.GetString());

    private static string? Owner(JsonElement refusal) => refusal.TryGetProperty("owner", out var owner) ? owner.GetString() : null;
}
