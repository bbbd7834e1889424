using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Messages;

public sealed class MessageEndpointTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await AgentsAsync(app);

    /// <summary>Three agents that fetch their tasks.</summary>
    internal static async Task AgentsAsync(ApiApp app)
    {
        using var client = app.CreateClient(); // starts the app
        var desk = app.Services.GetRequiredService<AgentDesk>();
        foreach (var (name, department, skill) in ((string, string, string)[])[("outreach", "sales", "greetings"), ("billing", "finance", "refunds"), ("tax", "finance", "invoices")])
            await desk.DefineAsync(WorkspaceDesk.First, new AgentDefinition { Name = name, Department = department, Skills = [skill], Timeout = TimeSpan.FromMinutes(5) }, Actor.Person("olga"));
    }

    [Fact]
    public async Task A_message_is_sent_fetched_as_a_task_and_answered_by_its_result()
    {
        var sent = await app.PostAsync("messages", """{"id":"e-1","from":"outreach","to":"skill:refunds","priority":"high","text":"May Ana have 20 back?","data":{"amount":20},"customer":"email:e1@example.com"}""");
        Assert.True(sent.Status == 201, sent.Json.ToString());
        Assert.Equal(("queued", "billing", "e-1", "high"), (sent.Text("status"), sent.Text("agent"), sent.Text("thread"), sent.Text("priority")));
        Assert.Equal("billing alone has the skill refunds.", sent.Text("why"));

        var task = Assert.Single((await app.PostAsync("agents/billing/tasks/claim", """{"max":1}""")).Items);
        Assert.Equal("May Ana have 20 back?", task.GetProperty("event").GetProperty("data").GetProperty("text").GetString());
        Assert.Equal("delivered", (await app.GetAsync("messages/e-1")).Text("status"));

        await app.PostAsync($"tasks/{task.GetProperty("id").GetString()}/result", """{"status":"success","output":{"text":"Yes, she may."}}""");
        var answered = await app.GetAsync("messages/e-1");
        Assert.Equal("answered", answered.Text("status"));
        Assert.Equal(("agent:billing", "Yes, she may."), (answered["reply"].GetProperty("by").GetString(), answered["reply"].GetProperty("text").GetString()));
        Assert.Equal(["answered"], (await app.GetAsync("messages?customer=email:e1@example.com&q=MAY")).Items.Select(i => i.GetProperty("status").GetString()));
        Assert.Contains((await app.GetAsync("timeline?kind=message&customer=email:e1@example.com")).Items, i => i.GetProperty("sentence").GetString()!.StartsWith("outreach to skill:refunds: “May Ana have 20 back?”.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_again_is_answered_the_same_and_another_under_its_id_is_a_conflict()
    {
        const string Body = """{"id":"i-1","from":"outreach","to":"tax","text":"Which rate?"}""";
        Assert.Equal(201, (await app.PostAsync("messages", Body)).Status);
        Assert.Equal(200, (await app.PostAsync("messages", Body)).Status);
        Assert.Equal(409, (await app.PostAsync("messages", Body.Replace("Which rate?", "What rate?", StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task A_message_to_nobody_is_refused_and_names_who_there_is()
    {
        var unknown = await app.PostAsync("messages", """{"from":"outreach","to":"nobody","text":"Hello"}""");
        var skill = await app.PostAsync("messages", """{"from":"outreach","to":"skill:magic","text":"Hello"}""");
        var all = await app.PostAsync("messages", """{"from":"outreach","priority":"soon","expiresIn":"P1Y","more":1}""");

        Assert.Equal((422, "No agent is called nobody. There are: billing, outreach, tax."), (unknown.Status, unknown.Text("detail")));
        Assert.Equal((422, "No agent besides outreach has the skill magic. Skills there are: greetings, invoices, refunds."), (skill.Status, skill.Text("detail")));
        Assert.Equal(["/expiresIn", "/more", "/priority", "/text", "/to"], all.Faults.Order());
        Assert.Equal(404, (await app.GetAsync("messages/none")).Status);
        Assert.Equal(400, (await app.GetAsync("messages?status=lost")).Status);
    }

    [Fact]
    public async Task A_key_that_may_neither_act_nor_be_an_agent_sends_nothing()
    {
        var (_, reads) = await app.Services.GetRequiredService<KeyDesk>().CreateAsync(WorkspaceDesk.First, "reads", [Scopes.Read]);

        Assert.Equal(403, (await app.SendAsync(HttpMethod.Post, "messages", """{"from":"outreach","to":"tax","text":"Hello"}""", key: reads)).Status);
        Assert.Equal(200, (await app.SendAsync(HttpMethod.Get, "messages", key: reads)).Status);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
