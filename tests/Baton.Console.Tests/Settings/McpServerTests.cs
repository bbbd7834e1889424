namespace Baton.Web.Tests.Settings;

public sealed class McpServerTests(McpServerTests.Console console) : IClassFixture<McpServerTests.Console>
{
    private readonly ApiApp _app = console.App;

    /// <summary>One app for all, that lets one program be started.</summary>
    public sealed class Console : IAsyncDisposable
    {
        public ApiApp App { get; } = ApiApp.With(("Baton:Mcp:Commands:0", "/usr/local/bin/mcp-files"));

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }

    [Fact]
    public async Task Servers_are_registered_read_changed_and_removed()
    {
        var made = await _app.PutAsync("mcp-servers/orders", """{"address":"https://mcp.example.com/mcp","credential":"orders-token","timeout":"PT20S"}""");
        var back = await _app.PutAsync("mcp-servers/orders", made.Json.ToString());
        var program = await _app.PutAsync("mcp-servers/files", """{"command":"/usr/local/bin/mcp-files","arguments":["--root","/srv"],"environment":{"MODE":"read","TOKEN":{"credential":"files-token"}}}""");
        var all = await _app.GetAsync("mcp-servers");
        var removed = await _app.SendAsync(HttpMethod.Delete, "mcp-servers/orders");

        Assert.Equal((201, 200, 201, 204), (made.Status, back.Status, program.Status, removed.Status));
        Assert.Equal(("http", "orders-token", "PT20S"), (made.Text("transport"), made.Text("credential"), made.Text("timeout")));
        Assert.Equal(("stdio", "read", "files-token"), (program.Text("transport"), program["environment"].GetProperty("MODE").GetString(), program["environment"].GetProperty("TOKEN").GetProperty("credential").GetString()));
        Assert.Equal(program.Json.ToString(), (await _app.GetAsync("mcp-servers/files")).Json.ToString());
        Assert.Equal(["files", "orders"], all.Items.Select(i => i.GetProperty("name").GetString()).Where(n => n is not "inner"));
        Assert.Equal(404, (await _app.GetAsync("mcp-servers/orders")).Status);
        Assert.Equal(404, (await _app.SendAsync(HttpMethod.Delete, "mcp-servers/orders")).Status);
    }

    [Theory]
    [InlineData("broken", """{"command":"sh","arguments":["-c","id"]}""", "/command")]
    [InlineData("broken", """{"address":"https://x.example.com","command":"/usr/local/bin/mcp-files"}""", "/address")]
    [InlineData("broken", """{"transport":"stdio","address":"https://x.example.com"}""", "/command")]
    [InlineData("broken", """{"address":"https://user:secret@x.example.com"}""", "/address")]
    [InlineData("broken", """{"address":"file:///etc/passwd"}""", "/address")]
    [InlineData("broken", """{"address":"https://x.example.com","environment":{"A":"b"}}""", "/environment")]
    [InlineData("broken", """{"command":"/usr/local/bin/mcp-files","credential":"x"}""", "/credential")]
    [InlineData("broken", """{"command":"/usr/local/bin/mcp-files","environment":{"A B":"c"}}""", "/environment")]
    [InlineData("broken", """{"command":"/usr/local/bin/mcp-files","environment":{"A":{"secret":"c"}}}""", "/environment")]
    [InlineData("Broken", """{"address":"https://x.example.com"}""", "/name")]
    public async Task What_is_wrong_is_named_and_nothing_changes(string name, string body, string pointer)
    {
        var answer = await _app.PutAsync($"mcp-servers/{name}", body);

        Assert.Equal(422, answer.Status);
        Assert.Contains(pointer, answer.Faults);
        Assert.Equal(404, (await _app.GetAsync($"mcp-servers/{name}")).Status);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_said_so_by_the_test_and_by_its_tools()
    {
        await _app.PutAsync("mcp-servers/inner", """{"address":"http://127.0.0.1:1/mcp"}""");

        var tested = await _app.PostAsync("mcp-servers/inner:test");
        var tools = await _app.GetAsync("mcp-servers/inner/tools");

        Assert.Equal((200, false), (tested.Status, tested["ok"].GetBoolean()));
        Assert.Contains("127.0.0.1", tested.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(503, tools.Status);
        Assert.Equal(404, (await _app.PostAsync("mcp-servers/nobody:test")).Status);
    }
}
