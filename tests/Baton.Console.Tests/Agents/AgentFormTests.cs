using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Agents;
using Baton.Engine.Agents;
using Baton.Web.Agents.Editing;

namespace Baton.Web.Tests.Agents;

public sealed class AgentFormTests
{
    [Fact]
    public void Every_fault_is_named_at_once_beside_its_field()
    {
        var form = new AgentForm("Reply Bot", null) { Kind = AgentKind.Llm, MinConfidence = "101", MaxAttempts = "2.5", Timeout = "PT0S", Permit = null, Queue = " ", Output = "{\n,}" };
        form.Llm.Temperature = "warm";
        form.Tools.Add(new GrantTyped { When = new JsonObject() });
        form.Limits.Hourly.Calls = "-1";

        var (agent, faults) = form.Read([], Known());

        Assert.Null(agent);
        Assert.Equal(
            ["/department", "/limits/hourly/calls", "/llm/instructions", "/llm/model", "/llm/temperature", "/maxAttempts", "/minConfidence", "/name", "/output", "/permit", "/queue", "/timeout", "/tools/0/tool", "/tools/0/when/field", "/tools/0/when/op"],
            faults.Pointers.Order(StringComparer.Ordinal));
        Assert.Equal("This is needed.", faults.Of("/department"));
        Assert.Equal("Must be a length of time from 1 s to 24 h.", faults.Of("/timeout"));
        Assert.Equal("This is no valid JSON: see line 2.", faults.Of("/output"));
    }

    [Fact]
    public void What_was_typed_becomes_the_definition()
    {
        var form = new AgentForm("outreach", null) { Department = " sales ", MayPropose = ["contact.*", "offer"], MinConfidence = "60", Timeout = "PT90S", Kind = AgentKind.Llm };
        (form.Llm.Model, form.Llm.Instructions, form.Llm.InputPrice) = ("m", "Help.", "0.25");
        (form.Limits.Breaker.IsOn, form.Limits.Daily.Money, form.Limits.Daily.FallsBack) = (true, "12.5", true);
        (form.Context.IsSaid, form.Context.Customer, form.Context.Messages) = (true, ["plan"], "10");

        var (agent, faults) = form.Read([], Known());

        Assert.Empty(faults.Pointers);
        Assert.Equal(("outreach", "sales", AgentKind.Llm, 0.6, TimeSpan.FromSeconds(90)), (agent!.Name, agent.Department, agent.Kind, agent.MinConfidence, agent.Timeout));
        Assert.Equal(["contact.*", "offer"], agent.MayPropose!.Value);
        Assert.Equal(("m", 0.25m, 2048), (agent.Llm!.Model, agent.Llm.InputPrice, agent.Llm.MaxOutputTokens));
        Assert.Equal(new BreakerLimits(), agent.Limits!.Breaker);
        Assert.Equal(new Budget { Money = 12.5m, Then = BudgetEnd.Fallback }, agent.Limits.Daily);
        Assert.Equal((10, "plan"), (agent.Context!.Messages, agent.Context.Customer.Single()));
    }

    [Fact]
    public void A_definition_that_is_opened_and_saved_is_the_same()
    {
        var known = new AgentDefinition
        {
            Name = "reply",
            Department = "support",
            Kind = AgentKind.Mcp,
            Mcp = new McpSettings { Server = "files", Tool = "read", Arguments = Json("""{"path":"{{event.text}}"}""") },
            Permit = TimeSpan.FromHours(2),
            Settings = Json("""{"tone":"calm"}"""),
            MayPropose = [],
            Skills = ["reading"],
            Senior = "lead",
            Input = Json("""{"type":"object"}"""),
            Context = new ContextNeeds { Events = ["order.*"], Memory = true },
            Tools = [new ToolGrant { Tool = "crm*", Write = true, Max = 3, Per = TimeSpan.FromDays(1), When = Json("""{"field":"customer.plan","op":"eq","value":"pro"}""") }],
            Limits = new AgentLimits { Concurrency = 2, Hourly = new Budget { Tokens = 5_000_000_000 } },
            Version = 4,
            Paused = true,
        };

        var (saved, faults) = new AgentForm("reply", known).Read([], Known(known));

        Assert.Empty(faults.Pointers);
        Assert.Equal(Written(known), Written(saved!));
    }

    [Fact]
    public void A_definition_that_somebody_changed_meanwhile_is_not_overwritten()
    {
        var known = new AgentDefinition { Name = "reply", Department = "support", Version = 4 };

        var (agent, faults) = new AgentForm("reply", known).Read([], Known(known with { Version = 5 }));

        Assert.Null(agent);
        Assert.Equal(["/version"], faults.Pointers);
    }

    [Fact]
    public void A_fallback_that_leads_back_to_the_agent_is_a_fault_beside_its_field()
    {
        var form = new AgentForm("reply", null) { Department = "support", Fallback = "second" };

        var (agent, faults) = form.Read([], Known(new AgentDefinition { Name = "second", Department = "support", Senior = "reply" }));

        Assert.Null(agent);
        Assert.Contains("reply → second → reply", faults.Of("/fallback"), StringComparison.Ordinal);
    }

    private static Dictionary<string, AgentDefinition> Known(params AgentDefinition[] agents) => agents.ToDictionary(a => a.Name, StringComparer.Ordinal);

    private static JsonElement Json(string json) => JsonElement.Parse(json);

    private static string Written(AgentDefinition agent) => JsonSerializer.Serialize(agent, Core.Timeline.LogJson.Compact);
}
