using System.Text.Json;

namespace Baton.Web.Tests.Agents;

public sealed class TryAgentTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task An_agent_answers_a_text_and_nothing_is_recorded()
    {
        await app.PutAsync("agents/triage", """{"department":"support","kind":"built-in"}""");
        await app.PublishAsync("""{"routing":[{"id":"after-triage","when":{"field":"event.type","op":"eq","value":"baton.task.finished"},"to":{"queue":"looks"}}]}""");
        var before = await EventsAsync();

        var answer = await app.PostAsync("agents/triage:try", """{"text":"I was charged twice for my order, please refund me","attributes":{"plan":"pro"}}""");

        Assert.True(answer.Status == 200, answer.Json.ToString());
        Assert.Equal(("triage", 1, "success"), (answer.Text("agent"), answer["version"].GetInt32(), answer.Text("status")));
        Assert.Equal("I was charged twice for my order, please refund me", answer["event"].GetProperty("data").GetProperty("text").GetString());
        Assert.Equal("I was charged twice for my order, please refund me", answer["briefing"].GetProperty("event").GetProperty("text").GetString());
        Assert.Contains("looks", answer.Text("then"), StringComparison.Ordinal);
        Assert.Equal(before, await EventsAsync());
    }

    [Fact]
    public async Task What_it_wants_to_do_is_judged_and_not_done()
    {
        await app.PutAsync("agents/outreach", """{"department":"sales","kind":"built-in"}""");
        await app.PublishAsync("""{"guardrails":[{"id":"no-sales","when":{"field":"agent.department","op":"eq","value":"sales"},"then":"suppress"}]}""");

        var answer = await app.PostAsync("agents/outreach:try", """{"text":"hello","customer":"email:new@example.com"}""");

        Assert.True(answer.Status == 200, answer.Json.ToString());
        var action = Assert.Single(answer["actions"].EnumerateArray());
        Assert.Equal("suppress", action.GetProperty("verdict").GetString());
        Assert.Equal("no-sales", action.GetProperty("rule").GetProperty("id").GetString());
        Assert.Empty((await app.GetAsync("actions?agent=outreach")).Items);
    }

    [Fact]
    public async Task A_definition_that_is_not_saved_can_be_tried()
    {
        var answer = await app.PostAsync("agents/not-yet:try", """{"text":"I was charged twice for my order, please refund me","definition":{"department":"support","kind":"built-in","builtIn":"triage","minConfidence":1}}""");

        Assert.True(answer.Status == 200, answer.Json.ToString());
        Assert.Contains("A person is asked", answer.Text("then"), StringComparison.Ordinal);
        Assert.Equal(404, (await app.GetAsync("agents/not-yet")).Status);
    }

    [Fact]
    public async Task A_task_of_the_past_is_tried_with_what_led_to_it()
    {
        await app.PutAsync("agents/triage-past", """{"department":"support","kind":"pull"}""");
        await app.PublishAsync("""{"routing":[{"id":"past","when":{"field":"event.type","op":"eq","value":"past.x"},"to":{"agent":"triage-past"}}]}""");
        var seq = await app.EventAsync("past.x", "email:past@example.com", """{"text":"My invoice is wrong"}""");
        var task = (await app.PostAsync("agents/triage-past/tasks/claim", """{"max":1}""")).Items.Single().GetProperty("id").GetString();

        var answer = await app.PostAsync("agents/triage-past:try", $$"""{"task":"{{task}}","definition":{"department":"support","kind":"built-in","builtIn":"triage"} }""");

        Assert.True(answer.Status == 200, answer.Json.ToString());
        Assert.Equal(seq, answer["event"].GetProperty("seq").GetInt64());
        Assert.Equal("My invoice is wrong", answer["briefing"].GetProperty("event").GetProperty("text").GetString());
    }

    [Fact]
    public async Task An_agent_that_fetches_its_tasks_says_that_it_cannot_be_called()
    {
        await app.PutAsync("agents/fetches", """{"department":"sales","kind":"pull"}""");

        var answer = await app.PostAsync("agents/fetches:try", """{"text":"hello"}""");

        Assert.Equal("failure", answer.Text("status"));
        Assert.Contains("fetches its tasks", answer.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_breaks_its_contract_is_said_to_and_goes_no_further()
    {
        var answer = await app.PostAsync("agents/strict:try", """{"text":"hello","definition":{"department":"support","kind":"built-in","builtIn":"triage","maxAttempts":1,"output":{"type":"object","required":["price"]}}}""");

        Assert.True(answer.Status == 200, answer.Json.ToString());
        Assert.Equal(["/output/price"], answer["breaks"].EnumerateArray().Select(b => b.GetProperty("pointer").GetString()));
        Assert.Contains("breaks the contract", answer.Text("then"), StringComparison.Ordinal);
        Assert.Contains("A person is asked", answer.Text("then"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{}""", "/text")]
    [InlineData("""{"text":"x","task":"t"}""", "/task")]
    [InlineData("""{"task":"t-none"}""", "/task")]
    [InlineData("""{"text":"x","customer":"nobody"}""", "/customer")]
    [InlineData("""{"text":"x","definition":{"kind":"pull"}}""", "/definition/department")]
    [InlineData("""{"text":"x","definition":{"department":"sales","kind":"pull","fallback":"leads-to-any"}}""", "/definition/fallback")]
    public async Task What_cannot_be_tried_is_said(string body, string fault)
    {
        await app.PutAsync("agents/any", """{"department":"sales","kind":"built-in","builtIn":"triage"}""");
        await app.PutAsync("agents/leads-to-any", """{"department":"sales","kind":"pull","fallback":"any"}""");

        var answer = await app.PostAsync("agents/any:try", body);

        Assert.Equal(422, answer.Status);
        Assert.Equal([fault], answer.Faults);
    }

    private async Task<string> EventsAsync() => JsonSerializer.Serialize((await app.GetAsync("timeline?limit=1")).Json);
}
