namespace Baton.Web.Tests.Agents;

public sealed class BudgetStandTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task What_is_shown_of_a_budget_is_what_the_agent_is_held_to()
    {
        await app.PutAsync("agents/capped", """{"department":"support","kind":"pull","limits":{"daily":{"calls":2}}}""");
        await app.PublishAsync("""{"routing":[{"id":"cap","when":{"field":"event.type","op":"eq","value":"cap.x"},"to":{"agent":"capped"}}]}""");
        for (var i = 0; i < 3; i++) await app.EventAsync("cap.x", $"email:cap{i}@example.com");
        var given = (await app.PostAsync("agents/capped/tasks/claim", """{"max":10}""")).Items;
        foreach (var task in given) await app.PostAsync($"tasks/{task.GetProperty("id").GetString()}/result", """{"status":"success"}""");

        var none = await app.PostAsync("agents/capped/tasks/claim", """{"max":10}""");
        var shown = (await app.GetAsync("usage"))["budgets"].EnumerateArray().Single(b => b.GetProperty("agent").GetString() == "capped");

        Assert.Equal((2, 0), (given.Count, none.Items.Count));
        Assert.Equal(("day", 2m, 2m), (shown.GetProperty("per").GetString(), shown.GetProperty("used").GetDecimal(), shown.GetProperty("most").GetDecimal()));
    }
}
