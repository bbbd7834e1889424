namespace Baton.Web.Tests.Handoffs;

public sealed class HandoffTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    private const string Kim = "kim@example.com";
    private const string Joe = "joe@example.com";

    public async ValueTask InitializeAsync()
    {
        await app.PutAsync("agents/helper", """{"department":"support","kind":"pull"}""");
        await app.PublishAsync("""{"approvals":[{"id":"refunds","when":{"field":"action.kind","op":"eq","value":"refund"},"queue":"finance"}]}""");
        await app.PostAsync("members", $$"""{"email":"{{Kim}}","name":"Kim","role":"HumanAgent"}""");
        await app.PostAsync("members", $$"""{"email":"{{Joe}}","name":"Joe","role":"Operator"}""");
        await app.PostAsync("members", """{"email":"eye@example.com","name":"Eye","role":"Viewer"}""");
    }

    [Fact]
    public async Task Of_64_claims_exactly_one_owns_it_and_everyone_else_is_told_who()
    {
        var id = await EscalateAsync("crowd");
        for (var i = 0; i < 64; i++) await app.PostAsync("members", $$"""{"email":"agent{{i}}@example.com","role":"HumanAgent"}""");

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => app.PostAsync($"handoffs/{id}/claim", onBehalfOf: $"agent{i}@example.com")));

        var owner = answers.Single(a => a.Status == 200).Text("owner");
        Assert.All(answers.Where(a => a.Status != 200), a => Assert.Equal((409, owner), (a.Status, a.Text("owner"))));
        Assert.Equal(200, (await app.PostAsync($"handoffs/{id}/claim", onBehalfOf: owner)).Status);
        Assert.Equal(owner, (await app.GetAsync($"handoffs/{id}")).Text("owner"));
    }

    [Fact]
    public async Task Only_members_with_the_right_may()
    {
        var id = await EscalateAsync("rights");

        Assert.Equal(403, (await app.PostAsync($"handoffs/{id}/claim")).Status);
        Assert.Equal(403, (await app.PostAsync($"handoffs/{id}/claim", onBehalfOf: "stranger@example.com")).Status);
        Assert.Equal(403, (await app.PostAsync($"handoffs/{id}/claim", onBehalfOf: "eye@example.com")).Status);
        Assert.Equal(200, (await app.PostAsync($"handoffs/{id}/claim", onBehalfOf: "KIM@example.com")).Status);
        Assert.Equal(404, (await app.PostAsync("handoffs/unknown-h1/claim", onBehalfOf: Kim)).Status);
    }

    [Fact]
    public async Task The_context_is_whole_and_what_waited_goes_on_with_the_answer()
    {
        var id = await EscalateAsync("whole");

        var context = await app.GetAsync($"handoffs/{id}");
        Assert.Equal(("waiting", "finance"), (context.Text("status"), context.Text("queue")));
        Assert.Equal("email:whole@example.com", context["customer"].GetProperty("addresses")[0].GetString());
        Assert.Equal("helper", context["agents"][0].GetProperty("agent").GetString());
        Assert.NotEmpty(context["timeline"].EnumerateArray());
        Assert.All((string[])["summary", "why", "suggestedNextStep"], member => Assert.False(string.IsNullOrWhiteSpace(context.Text(member))));
        var why = context["brief"].GetProperty("lines").EnumerateArray().Single(line => line.GetProperty("kind").GetString() == "why");
        Assert.Equal(context["seq"].GetInt64(), why.GetProperty("seqs")[0].GetInt64());
        Assert.Equal(0, context["similar"].GetProperty("counted").GetInt32());
        Assert.Empty(context["articles"].EnumerateArray());
        Assert.Contains(context["evidence"].EnumerateArray(), ground => ground.GetProperty("evidence")[0].GetProperty("kind").GetString() == "rule");
        Assert.Equal([id], (await app.GetAsync("handoffs?status=waiting&queue=finance&customer=email:whole@example.com")).Items.Select(h => h.GetProperty("id").GetString()));

        var wrong = await app.PostAsync($"handoffs/{id}/resolve", """{"outcome":"maybe","data":5}""", Kim);
        var resolved = await app.PostAsync($"handoffs/{id}/resolve", """{"outcome":"approved","note":"fine"}""", Kim);

        Assert.Equal((422, 200), (wrong.Status, resolved.Status));
        Assert.Equal(["/data", "/outcome"], wrong.Faults.Order(StringComparer.Ordinal));
        Assert.Equal(("resolved", Kim, "approved"), (resolved.Text("status"), resolved.Text("resolvedBy"), resolved.Text("outcome")));
        Assert.Equal("allow", (await app.GetAsync("actions/whole")).Text("verdict"));
        Assert.Equal(409, (await app.PostAsync($"handoffs/{id}/claim", onBehalfOf: Joe)).Status);
    }

    [Fact]
    public async Task While_a_person_owns_it_no_agent_contacts_and_a_permit_given_before_is_void()
    {
        var permitted = await AskAsync("before", "contact.email", "owned");
        Assert.Equal("allow", permitted.Text("verdict"));
        var id = await EscalateAsync("owned");
        await app.PostAsync($"handoffs/{id}/claim", onBehalfOf: Kim);

        var now = await AskAsync("during", "contact.email", "owned");
        var before = await app.GetAsync("actions/before");
        var reported = await app.PostAsync("actions/before/outcome", """{"status":"done"}""");

        Assert.Equal(("suppress", "human-owns"), (now.Text("verdict"), now.Text("reasonCode")));
        Assert.Equal(("suppress", "human-owns", "void"), (before.Text("verdict"), before.Text("reasonCode"), before.Text("status")));
        Assert.Equal("breach", reported.Text("status"));
    }

    [Fact]
    public async Task A_case_moves_between_people_and_queues()
    {
        var id = await EscalateAsync("moved");
        await app.PostAsync($"handoffs/{id}/claim", onBehalfOf: Kim);

        Assert.Equal(409, (await app.PostAsync($"handoffs/{id}/transfer", """{"queue":"legal"}""", Joe)).Status);
        Assert.Equal(422, (await app.PostAsync($"handoffs/{id}/transfer", """{"queue":"legal","to":"joe@example.com"}""", Kim)).Status);
        Assert.Equal(422, (await app.PostAsync($"handoffs/{id}/transfer", """{"to":"eye@example.com"}""", Kim)).Status);
        Assert.Equal(Joe, (await app.PostAsync($"handoffs/{id}/transfer", """{"to":"joe@example.com","note":"yours"}""", Kim)).Text("owner"));
        var queued = await app.PostAsync($"handoffs/{id}/transfer", """{"queue":"legal"}""", Joe);
        Assert.Equal(("waiting", "legal"), (queued.Text("status"), queued.Text("queue")));
        await app.PostAsync($"handoffs/{id}/claim", onBehalfOf: Kim);
        Assert.Null((await app.PostAsync($"handoffs/{id}/release", onBehalfOf: Kim)).Text("owner"));
    }

    [Fact]
    public async Task Members_come_and_go()
    {
        var made = await app.PostAsync("members", """{"email":"New@Example.com","name":"New","role":"Viewer"}""");
        var changed = await app.PostAsync("members", """{"email":"new@example.com","role":"Operator"}""");
        var wrong = await app.PostAsync("members", """{"email":"nonsense","role":"King"}""");

        Assert.Equal((201, 200, 422), (made.Status, changed.Status, wrong.Status));
        Assert.Equal(("new@example.com", "New", "Operator"), (changed.Text("email"), changed.Text("name"), changed.Text("role")));
        Assert.Equal(["/email", "/role"], wrong.Faults.Order(StringComparer.Ordinal));
        Assert.Equal(204, (await app.SendAsync(HttpMethod.Delete, "members/new@example.com")).Status);
        Assert.Equal(404, (await app.SendAsync(HttpMethod.Delete, "members/new@example.com")).Status);
        Assert.DoesNotContain((await app.GetAsync("members")).Items, m => m.GetProperty("email").GetString() == "new@example.com");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<string> EscalateAsync(string name) => (await AskAsync(name, "refund", name)).Text("handoff")!;

    private Task<Answer> AskAsync(string id, string kind, string customer) =>
        app.PostAsync("actions", $$$"""{"id":"{{{id}}}","agent":"helper","customer":"email:{{{customer}}}@example.com","kind":"{{{kind}}}","data":{"amount":40}}""");
}
