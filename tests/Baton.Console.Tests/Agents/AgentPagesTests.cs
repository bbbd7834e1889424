using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Limits;
using Baton.Engine.Messages;
using Baton.Engine.Policies;
using Baton.Web.Agents;
using Baton.Web.Tests.Handoffs;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Agents;

/// <summary>The list of agents and the page of one.</summary>
public sealed class AgentPagesTests() : CasePage(new Broken())
{
    [Fact]
    public async Task An_agent_that_fails_too_often_is_said_to_be_left_alone_how_long_and_why()
    {
        await FailAsync();

        var list = Render<AgentsPage>(page => page.AddCascadingValue(Ana));
        list.WaitForElement(".agent-state", TimeSpan.FromSeconds(10));
        var page = Render<AgentPage>(page => page.Add(p => p.Name, "broken").AddCascadingValue(Ana));
        page.WaitForElement("#left-alone", TimeSpan.FromSeconds(10));

        foreach (var state in (AngleSharp.Dom.IElement[])[list.Find(".agent-state"), page.Find(".agent-state")])
        {
            Assert.Equal("Left alone", state.QuerySelector("span:not(.detail):not(.verdict)")!.TextContent);
            Assert.Equal("until 09:00:30 UTC, 2 of 2 calls failed", state.QuerySelector(".detail")!.TextContent);
        }

        Assert.Equal("It failed too often and has been left alone since 09:00:00 UTC: Connection refused. 2 tasks wait until it may be called again.", page.Find("#left-alone").TextContent.Trim());
    }

    [Fact]
    public async Task An_agents_page_shows_what_it_wrote_and_was_asked()
    {
        foreach (var name in new[] { "billing", "tax" }) await DefineAsync(new AgentDefinition { Name = name, Department = "finance" });
        await Services.GetRequiredService<MessageDesk>().SendAsync(Workspace, new MessageDraft("billing", "tax", "Which rate?") { Id = "m-1" });

        var page = Render<AgentPage>(page => page.Add(p => p.Name, "billing").AddCascadingValue(Ana));

        page.WaitForAssertion(() => Assert.Contains("Which rate?", page.Find("#messages tbody").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Contains("to tax", page.Find("#messages tbody").TextContent, StringComparison.Ordinal);
    }

    private async Task FailAsync()
    {
        await DefineAsync(new AgentDefinition { Name = "broken", Department = "support", Kind = AgentKind.BuiltIn, MaxAttempts = 10, Limits = AgentLimits.Usual with { Concurrency = 1, Breaker = new BreakerLimits { LeastCalls = 2 } } });
        var policies = Services.GetRequiredService<PolicyDesk>();
        Assert.Empty(await policies.PutDraftAsync(Workspace, System.Text.Json.JsonElement.Parse("""{"routing":[{"id":"all","when":{"field":"event.type","op":"eq","value":"break.x"},"to":{"agent":"broken"}}]}"""), Ben));
        await policies.PublishAsync(Workspace, Actor.Person(Ben), note: null);
        foreach (var customer in new[] { "one@example.com", "two@example.com" }) await TakeAsync(customer, "break.x", new { text = "please" });
        var healths = Services.GetRequiredService<AgentHealths>();
        for (var tries = 0; tries < 200 && healths.Of(Workspace, "broken") is not { Breaker.State: BreakerState.Open, Waiting: 2 }; tries++) await Task.Delay(25, Xunit.TestContext.Current.CancellationToken);
    }

    private Task<bool> DefineAsync(AgentDefinition agent) => Services.GetRequiredService<AgentDesk>().DefineAsync(Workspace, agent, Actor.Person(Ben));

    private sealed class Broken : IBuiltInAgent
    {
        public string Name => "broken";

        public Task<AgentAnswer> WorkAsync(AgentWork work, CancellationToken cancel) => Task.FromResult(AgentAnswer.Failure("Connection refused."));
    }
}
