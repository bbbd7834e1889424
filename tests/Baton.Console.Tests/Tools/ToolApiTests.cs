namespace Baton.Web.Tests.Tools;

/// <summary>The registry of tools over HTTP.</summary>
public sealed class ToolApiTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Order = """{"description":"Finds an order.","arguments":{"type":"object","properties":{"order":{"type":"string"}},"required":["order"]},"http":{"method":"get","address":"https://shop.example.com/orders/{order}","credential":"shop"}}""";

    [Fact]
    public async Task A_tool_is_registered_read_changed_and_removed()
    {
        Assert.Equal(404, (await app.GetAsync("tools/order")).Status);
        var made = await app.PutAsync("tools/order", Order);
        Assert.Equal((201, "order", "http", false), (made.Status, made.Text("name"), made.Text("kind"), made["writes"].GetBoolean()));
        Assert.Equal(200, (await app.PutAsync("tools/order", Order.Replace("Finds", "Looks up", StringComparison.Ordinal))).Status);

        var read = await app.GetAsync("tools/order");
        Assert.Equal(("Looks up an order.", "GET", "shop", "PT30S"), (read.Text("description"), read["http"].GetProperty("method").GetString(), read["http"].GetProperty("credential").GetString(), read.Text("timeout")));
        var list = (await app.GetAsync("tools")).Items;
        Assert.Contains(list, t => t.GetProperty("name").GetString() == "order" && t.GetProperty("lastDay").GetProperty("uses").GetInt32() == 0);
        Assert.Contains(list, t => t.GetProperty("name").GetString() == "customer.read" && t.GetProperty("kind").GetString() == "baton");

        Assert.Equal(204, (await app.SendAsync(HttpMethod.Delete, "tools/order")).Status);
        Assert.Equal(404, (await app.SendAsync(HttpMethod.Delete, "tools/order")).Status);
        Assert.Equal(409, (await app.SendAsync(HttpMethod.Delete, "tools/customer.read")).Status);
        Assert.Equal(409, (await app.PutAsync("tools/customer.read", Order)).Status);
    }

    [Theory]
    [InlineData("tools/Order", Order, "/name")]
    [InlineData("tools/handoff_", """{"description":"x","http":{"method":"HEAD","address":"https://a.example.com/{x}"},"more":1}""", "/http/method /http/address /more")]
    [InlineData("tools/a", """{"description":"x"}""", "/http")]
    [InlineData("tools/a", """{"http":{"method":"GET","address":"https://{h}/"}}""", "/description /http/address")]
    [InlineData("tools/a", """{"description":"x","arguments":{"type":"string"},"http":{"method":"GET","address":"https://a.example.com/"}}""", "/arguments")]
    [InlineData("tools/a", """{"description":"x","http":{"method":"GET","address":"https://a.example.com/","headers":{"X-Api-Key":"k"},"places":[{"argument":"q","in":"header","name":"Host"}]}}""", "/http/places/0 /http/headers/X-Api-Key")]
    [InlineData("tools/a", """{"description":"x","cost":-1,"timeout":"PT1H","http":{"method":"GET","address":"https://a.example.com/"}}""", "/cost /timeout")]
    public async Task What_is_wrong_is_named_with_its_place_and_nothing_is_changed(string path, string body, string pointers)
    {
        var answer = await app.PutAsync(path, body);

        Assert.Equal(422, answer.Status);
        foreach (var pointer in pointers.Split(' ')) Assert.Contains(pointer, answer.Faults);
        Assert.Equal(404, (await app.GetAsync(path)).Status);
    }

    [Fact]
    public async Task An_openapi_document_is_looked_at_first_and_then_made_into_tools()
    {
        const string Yaml = "openapi: 3.0.1\\ninfo: {title: Stock, version: '1'}\\nservers: [{url: 'https://stock.example.com'}]\\npaths:\\n  /items/{id}:\\n    get:\\n      operationId: getItem\\n      parameters: [{name: id, in: path, required: true, schema: {type: string}}]\\n    delete:\\n      deprecated: true\\n";
        var looked = await app.PostAsync("tools:import", $$"""{"document":"{{Yaml}}","prefix":"stock-","dryRun":true}""");
        Assert.Equal((200, "Stock", true), (looked.Status, looked.Text("title"), looked["dryRun"].GetBoolean()));
        Assert.Equal(404, (await app.GetAsync("tools/stock-get-item")).Status);

        var made = await app.PostAsync("tools:import", $$"""{"document":"{{Yaml}}","prefix":"stock-"}""");
        Assert.Equal(("stock-get-item", false, false), (made["tools"][0].GetProperty("name").GetString(), made["tools"][0].GetProperty("writes").GetBoolean(), made["tools"][0].GetProperty("replaces").GetBoolean()));
        Assert.Equal("It is deprecated.", made["leftOut"][0].GetProperty("why").GetString());
        Assert.Equal("https://stock.example.com/items/{id}", (await app.GetAsync("tools/stock-get-item"))["http"].GetProperty("address").GetString());
        Assert.Equal(["/only"], (await app.PostAsync("tools:import", $$"""{"document":"{{Yaml}}","only":["none"]}""")).Faults);
        Assert.Equal(["/document"], (await app.PostAsync("tools:import", """{"document":{"swagger":"2.0"}}""")).Faults);
        Assert.Equal(["/document"], (await app.PostAsync("tools:import", """{"document":"a: [1"}""")).Faults);
        Assert.Equal(["/document"], (await app.PostAsync("tools:import", """{"document":{},"mcp":"shop"}""")).Faults);
        Assert.Equal(["/mcp"], (await app.PostAsync("tools:import", """{"mcp":"none"}""")).Faults);
    }

    [Fact]
    public async Task A_try_by_hand_is_answered_and_stands_on_the_timeline()
    {
        await app.EventAsync("customer.updated", "email:try@example.com", """{"attributes":{"plan":"pro"}}""");

        var tried = await app.PostAsync("tools/customer.read:try", """{"arguments":{"fields":["plan"]},"customer":"email:try@example.com"}""");

        Assert.Equal((200, "pro"), (tried.Status, tried["result"].GetProperty("plan").GetString()));
        var entries = (await app.GetAsync("timeline?type=baton.tool.used&customer=email:try@example.com")).Items;
        Assert.Contains("customer.read", Assert.Single(entries).GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal(["/customer"], (await app.PostAsync("tools/customer.read:try", """{"customer":"email:nobody@example.com"}""")).Faults);
        Assert.Equal(404, (await app.PostAsync("tools/none:try", "{}")).Status);
    }
}
