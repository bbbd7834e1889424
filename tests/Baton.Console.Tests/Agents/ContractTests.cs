namespace Baton.Web.Tests.Agents;

public sealed class ContractTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    private const string Agent = """
        { "department": "support", "kind": "pull", "timeout": "PT30S",
          "input": { "properties": { "event": { "properties": { "data": { "required": ["order"] } } } } },
          "output": { "type": "object", "properties": { "amount": { "type": "number", "minimum": 0 }, "note": { "type": "string" } }, "required": ["amount"], "additionalProperties": false } }
        """;

    public async ValueTask InitializeAsync()
    {
        Assert.InRange((await app.PutAsync("agents/refunder", Agent)).Status, 200, 201);
        await app.PublishAsync("""{"routing":[{"id":"refunds","when":{"field":"event.type","op":"startsWith","value":"refund."},"to":{"agent":"refunder"}}]}""");
    }

    [Fact]
    public async Task A_contract_that_cannot_be_used_is_refused_with_every_fault_and_its_place()
    {
        var wrong = await app.PutAsync("agents/wrong", """{"department":"support","kind":"pull","input":{"$ref":"https://example.com/x.json"},"output":{"type":"strnig","properties":{"a":{"pattern":"("}}}}""");
        var notOne = await app.PutAsync("agents/wrong", """{"department":"support","kind":"pull","output":"any"}""");

        Assert.Equal((422, 422, 404), (wrong.Status, notOne.Status, (await app.GetAsync("agents/wrong")).Status));
        Assert.Equal(["/input/$ref", "/output/properties/a/pattern", "/output/type"], wrong.Faults.Order(StringComparer.Ordinal));
        Assert.Equal(["/output"], notOne.Faults);
    }

    [Fact]
    public async Task What_was_agreed_is_answered_and_can_be_sent_back()
    {
        var known = await app.GetAsync("agents/refunder");

        Assert.Equal("number", known["output"].GetProperty("properties").GetProperty("amount").GetProperty("type").GetString());
        Assert.Equal(200, (await app.PutAsync("agents/refunder", known.Json.ToString())).Status);
    }

    [Fact]
    public async Task An_output_that_breaks_the_contract_is_refused_with_its_faults_and_the_agent_may_answer_again_while_it_has_the_task()
    {
        var seq = await app.EventAsync("refund.asked", "email:mend@example.com", """{"order":"A-1"}""");
        var id = (await ClaimAsync("mend@example.com")).GetProperty("id").GetString();

        var broken = await app.PostAsync($"tasks/{id}/result", """{"status":"success","output":{"amount":-1,"colour":"red"},"actions":[{"kind":"contact.email","text":"Done."}]}""");
        var missing = await app.PostAsync($"tasks/{id}/result", """{"status":"success"}""");
        var waiting = (await app.GetAsync($"events/{seq}")).Text("outcome");
        var beat = await app.PostAsync($"tasks/{id}/heartbeat");
        var mended = await app.PostAsync($"tasks/{id}/result", """{"status":"success","output":{"amount":12.5}}""");

        Assert.Equal((422, 422, "waiting", 200, 200), (broken.Status, missing.Status, waiting, beat.Status, mended.Status));
        Assert.Equal(["/output/amount", "/output/colour"], broken.Faults.Order(StringComparer.Ordinal));
        Assert.Equal(["/output"], missing.Faults);
        Assert.Equal("handled", (await app.GetAsync($"events/{seq}")).Text("outcome"));
        var timeline = (await app.GetAsync("timeline?customer=email:mend@example.com&type=baton.task.refused")).Items.ToList();
        Assert.Equal(2, timeline.Count);
        Assert.Contains("refunder's answer was refused, since it breaks its contract: /amount: Must be at least 0, but is the number -1.", timeline[^1].ToString(), StringComparison.Ordinal);
        Assert.Empty((await app.GetAsync("timeline?customer=email:mend@example.com&type=baton.action.proposed")).Items);
    }

    [Fact]
    public async Task An_agent_that_breaks_its_contract_as_often_as_it_may_try_loses_the_task()
    {
        await app.PutAsync("agents/refunder-once", Agent.Replace("\"timeout\"", "\"maxAttempts\": 1, \"timeout\"", StringComparison.Ordinal));
        await app.PublishAsync("""{"routing":[{"id":"once","when":{"field":"event.type","op":"eq","value":"once.asked"},"to":{"agent":"refunder-once"}},{"id":"refunds","when":{"field":"event.type","op":"startsWith","value":"refund."},"to":{"agent":"refunder"}}]}""");
        await app.EventAsync("once.asked", "email:once@example.com", """{"order":"A-1"}""");
        var id = (await app.PostAsync("agents/refunder-once/tasks/claim", """{"wait":"PT5S"}""")).Items.Single().GetProperty("id").GetString();

        var broken = await app.PostAsync($"tasks/{id}/result", """{"status":"success","output":{}}""");
        var late = await app.PostAsync($"tasks/{id}/result", """{"status":"success","output":{"amount":1}}""");

        Assert.Equal((422, 409), (broken.Status, late.Status));
        Assert.Contains("taken back", broken.Text("detail"), StringComparison.Ordinal);
        Assert.Contains((await app.GetAsync("handoffs?status=waiting")).Items, h => h.ToString().Contains("refunder-once failed 1 times: The answer breaks the contract. /amount: 'amount' is missing.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Input_that_breaks_the_contract_comes_to_a_person_and_is_not_fetched()
    {
        var seq = await app.EventAsync("refund.asked", "email:noorder@example.com", """{"text":"money back"}""");
        await app.EventAsync("refund.asked", "email:order@example.com", """{"order":"A-2"}""");

        var tasks = (await app.PostAsync("agents/refunder/tasks/claim", """{"max":10,"wait":"PT5S"}""")).Items;

        Assert.DoesNotContain(tasks, t => t.GetProperty("event").GetProperty("seq").GetInt64() == seq);
        var handoff = (await app.GetAsync("handoffs?status=waiting")).Items.Single(h => h.ToString().Contains("was not given its task, since the input breaks its contract: /event/data/order: 'order' is missing.", StringComparison.Ordinal));
        var whole = await app.GetAsync($"handoffs/{handoff.GetProperty("id").GetString()}");
        Assert.Contains("money back", whole.Json.ToString(), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Other tests' tasks may be claimed with it; the customer tells which is meant.
    private async Task<System.Text.Json.JsonElement> ClaimAsync(string email) =>
        (await app.PostAsync("agents/refunder/tasks/claim", """{"max":10,"wait":"PT5S"}""")).Items.Single(t => t.GetProperty("customer").GetProperty("addresses")[0].GetString() == "email:" + email);
}
