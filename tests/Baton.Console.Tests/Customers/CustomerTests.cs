namespace Baton.Web.Tests.Customers;

public sealed class CustomerTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task A_customer_is_changed_only_at_the_version_that_was_seen()
    {
        await app.EventAsync("case.opened", "email:eva@example.com", """{"case":"1","title":"Lost parcel"}""");
        var before = await app.GetAsync("customers/email:eva@example.com");
        var version = before["version"].GetInt64();
        Assert.Equal($"\"{version}\"", before.Headers.ETag?.Tag);
        Assert.Equal("Lost parcel", before["openCases"][0].GetProperty("title").GetString());

        const string patch = """{"attributes":{"plan":"pro","address":{"city":"Bonn","zip":"53111"}},"consent":{"promotion":false}}""";
        var without = await PatchAsync("email:eva@example.com", patch, ifMatch: null);
        var stale = await PatchAsync("email:eva@example.com", patch, $"\"{version + 7}\"");
        var patched = await PatchAsync("email:eva@example.com", patch, $"\"{version}\"");
        var again = await PatchAsync("email:eva@example.com", patch, $"\"{version}\"");

        Assert.Equal((428, 412, 200, 412), (without.Status, stale.Status, patched.Status, again.Status));
        Assert.Equal("pro", patched["attributes"].GetProperty("plan").GetString());
        Assert.False(patched["consent"].GetProperty("promotion").GetBoolean());
        Assert.True(patched["version"].GetInt64() > version);

        var removed = await PatchAsync("email:eva@example.com", """{"attributes":{"plan":null,"address":{"zip":null}}}""", $"\"{patched["version"].GetInt64()}\"");
        Assert.False(removed["attributes"].TryGetProperty("plan", out _));
        Assert.Equal("""{"city":"Bonn"}""", removed["attributes"].GetProperty("address").ToString());
    }

    [Fact]
    public async Task Wrong_patches_name_every_fault_and_change_nothing()
    {
        await app.EventAsync("t.x", "crm:4711");
        var answer = await PatchAsync("crm:4711", """{"attributes":5,"consent":{"promotion":"yes"},"version":3}""", "*");

        Assert.Equal(422, answer.Status);
        Assert.Equal(["/attributes", "/consent/promotion", "/version"], answer.Faults.Order(StringComparer.Ordinal));
        Assert.Equal(415, (await app.SendAsync(HttpMethod.Patch, "customers/crm:4711", "x", "text/plain", [("If-Match", "*")])).Status);
    }

    [Fact]
    public async Task Customers_are_found_by_any_address_by_id_and_by_words()
    {
        await app.EventAsync("customer.updated", "customer:own-77", """{"attributes":{"name":"Zacharias Zorn"}}""");
        var byOwnId = await app.GetAsync("customers/customer:own-77");
        var id = byOwnId.Text("id");

        Assert.Equal(id, (await app.GetAsync($"customers/{id}")).Text("id"));
        Assert.Equal(id, (await app.GetAsync($"customers/customer:{id}")).Text("id"));
        Assert.Equal([id], (await app.GetAsync("customers?q=ZORN")).Items.Select(c => c.GetProperty("id").GetString()));
        Assert.Equal(404, (await app.GetAsync("customers/email:stranger@example.com")).Status);
        Assert.Equal(400, (await app.GetAsync("customers/nonsense")).Status);
    }

    [Fact]
    public async Task An_id_that_Baton_never_made_is_a_slip_and_makes_no_customer()
    {
        const string slip = "customer:cus_0000000000000000";
        await app.PutAsync("agents/helper", """{"department":"support","kind":"pull"}""");

        var sent = await app.SendAsync(HttpMethod.Post, "events", $$"""{"specversion":"1.0","id":"1","source":"/slips","type":"t.x","subject":"{{slip}}"}""", "application/cloudevents+json");
        var batch = await app.SendAsync(HttpMethod.Post, "events", """[{"specversion":"1.0","id":"2","source":"/slips","type":"t.x"},{"specversion":"1.0","id":"3","source":"/slips","type":"t.x","data":{"customer":{"id":"cus_0000000000000000"}}}]""", "application/cloudevents-batch+json");
        var asked = await app.PostAsync("actions", $$"""{"id":"slip","agent":"helper","customer":"{{slip}}","kind":"contact.email"}""");

        Assert.Equal((422, 422, 422), (sent.Status, batch.Status, asked.Status));
        Assert.Equal(["/subject", "/1/data/customer", "/customer"], [.. sent.Faults, .. batch.Faults, .. asked.Faults]);
        Assert.Equal(404, (await app.GetAsync("customers/" + slip)).Status);
        Assert.Equal(404, (await PatchAsync(slip, """{"attributes":{"plan":"pro"}}""", "*")).Status);
        Assert.Empty((await app.GetAsync("timeline?q=slips")).Items);
    }

    [Fact]
    public async Task An_id_of_another_system_may_begin_as_Batons_do()
    {
        await app.EventAsync("t.x", "customer:cus_NffrFeUfNV2Hib");
        await app.EventAsync("t.x", "cus_NffrFeUfNV2Hib");
        var theirs = await app.GetAsync("customers/customer:cus_NffrFeUfNV2Hib");

        Assert.Equal((200, 2), (theirs.Status, theirs["version"].GetInt32()));
        Assert.NotEqual("cus_NffrFeUfNV2Hib", theirs.Text("id"));
        await app.EventAsync("t.x", "customer:" + theirs.Text("id"));
        Assert.Equal(3, (await app.GetAsync("customers/cus_NffrFeUfNV2Hib"))["version"].GetInt32());
    }

    [Fact]
    public async Task Lists_are_paged_to_the_end()
    {
        for (var i = 0; i < 5; i++) await app.EventAsync("t.x", $"email:page{i}@paged.example");
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await app.GetAsync("customers?q=paged.example&limit=2" + (cursor is null ? "" : "&cursor=" + cursor));
            Assert.True(page.Items.Count <= 2);
            seen.AddRange(page.Items.Select(c => c.GetProperty("addresses")[0].GetString()!));
            cursor = page.Text("next");
        }
        while (cursor is not null);

        Assert.Equal(["email:page4@paged.example", "email:page3@paged.example", "email:page2@paged.example", "email:page1@paged.example", "email:page0@paged.example"], seen);
        Assert.Equal(["/cursor", "/limit"], (await app.GetAsync("customers?limit=none&cursor=broken")).Faults.Order(StringComparer.Ordinal));
    }

    private Task<Answer> PatchAsync(string reference, string body, string? ifMatch) =>
        app.SendAsync(HttpMethod.Patch, "customers/" + reference, body, "application/merge-patch+json", ifMatch is null ? [] : [("If-Match", ifMatch)]);
}
