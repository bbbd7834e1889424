using System.Text;
using Baton.Engine.Agents.Spending;
using Baton.Web.Agents.Spending;

namespace Baton.Web.Tests.Agents;

public sealed class SpendingTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task What_results_say_they_cost_is_added_up_by_agent_model_and_customer()
    {
        await app.PutAsync("agents/payer", """{"department":"support","kind":"pull","limits":{"daily":{"money":1,"calls":10}}}""");
        await app.PublishAsync("""{"routing":[{"id":"pay","when":{"field":"event.type","op":"eq","value":"pay.x"},"to":{"agent":"payer"}}]}""");
        foreach (var customer in (string[])["email:one@example.com", "email:one@example.com", "email:two@example.com"]) await app.EventAsync("pay.x", customer);
        foreach (var task in (await app.PostAsync("agents/payer/tasks/claim", """{"max":10}""")).Items)
            await app.PostAsync($"tasks/{task.GetProperty("id").GetString()}/result", """{"status":"success","usage":{"inputTokens":1000,"outputTokens":50,"cost":0.3}}""");

        var byAgent = await app.GetAsync("usage");
        var byModel = await app.GetAsync("usage?by=model&over=week");
        var byCustomer = await app.GetAsync("usage?by=customer&over=month");

        var agent = byAgent.Items.Single(i => i.GetProperty("key").GetString() == "payer");
        Assert.Equal((3, 3000, 150, 0.9m), (agent.GetProperty("tasks").GetInt32(), agent.GetProperty("inputTokens").GetInt32(), agent.GetProperty("outputTokens").GetInt32(), agent.GetProperty("cost").GetDecimal()));
        Assert.Equal(("no model", 3), (byModel.Items.Single().GetProperty("name").GetString(), byModel.Items.Single().GetProperty("tasks").GetInt32()));
        Assert.Equal([0.6m, 0.3m], byCustomer.Items.Select(i => i.GetProperty("cost").GetDecimal()));
        Assert.Equal([("money", 0.9m, true), ("calls", 3m, false)], byAgent["budgets"].EnumerateArray().Select(b => (b.GetProperty("what").GetString()!, b.GetProperty("used").GetDecimal(), b.GetProperty("isWarning").GetBoolean())));
    }

    [Theory]
    [InlineData("usage?by=moon", "/by")]
    [InlineData("usage?over=ever", "/over")]
    public async Task What_cannot_be_added_up_is_said(string path, string fault)
    {
        var answer = await app.GetAsync(path);

        Assert.Equal(422, answer.Status);
        Assert.Equal([fault], answer.Faults);
    }

    [Fact]
    public void A_name_that_a_spreadsheet_would_take_for_a_formula_stays_a_text()
    {
        var file = Encoding.UTF8.GetString(SpendingFile.Write([new Spent("cus_1", "=HYPERLINK(\"x\")", 1, 2, 3, 0.5m), new Spent("cus_2", "Ana, \"A\"", 1, 0, 0, 0)], SpentBy.Customer));

        Assert.Equal("customer,name,tasks,inputTokens,outputTokens,cost\r\ncus_1,\"'=HYPERLINK(\"\"x\"\")\",1,2,3,0.5\r\ncus_2,\"Ana, \"\"A\"\"\",1,0,0,0\r\n", file);
    }
}
