using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Messages;
using Baton.Web.Messages;
using Baton.Web.SignIn;
using Baton.Web.Tests.Handoffs;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Messages;

/// <summary>What people see of agents' messages.</summary>
public sealed class MessagePagesTests : CasePage
{
    [Fact]
    public async Task The_page_lists_messages_by_the_filters_in_its_address_and_opens_a_thread()
    {
        await SendAsync("outreach", "billing", "May Ana have 20 back?", "m-1");
        await SendAsync("tax", "billing", "Which rate?", "m-2");
        Services.GetRequiredService<NavigationManager>().NavigateTo("/messages?agent=outreach&thread=m-1");

        var page = Render<MessagesPage>(p => p.AddCascadingValue(Ana));

        page.WaitForAssertion(() => Assert.Equal("May Ana have 20 back?", page.Find(".message-line .said").TextContent));
        Assert.Single(page.FindAll(".message-line"));
        Assert.Equal("waits", page.Find(".message-line .state").TextContent);
        Assert.Equal("ana@example.com", page.Find(".message-line .about").TextContent);
        Assert.Equal("May Ana have 20 back?", page.Find(".message-thread .text").TextContent);
        Assert.Contains("thread=m-1", page.Find(".message-line .said").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_an_agents_page_a_click_opens_what_was_said_and_answered()
    {
        var message = await SendAsync("outreach", "billing", "May Ana have 20 back?", "m-1");
        await Services.GetRequiredService<TaskDesk>().FinishAsync(Workspace, new TaskResult(message.Row.Task!, "billing", ResultStatus.Success, System.Text.Json.JsonElement.Parse("""{"text":"Yes."}""")));

        var list = Render<AgentMessages>(p => p.AddCascadingValue(Ana).Add(c => c.Agent, "billing"));
        list.WaitForAssertion(() => Assert.Equal("from outreach", list.FindAll("tbody td")[1].TextContent));
        list.Find("tbody button").Click();

        list.WaitForAssertion(() => Assert.Equal(["May Ana have 20 back?", "Yes."], list.FindAll(".message-thread .text").Select(t => t.TextContent)));
    }

    private async Task<MessageView> SendAsync(string from, string to, string text, string id)
    {
        var agents = Services.GetRequiredService<AgentDesk>();
        foreach (var name in new[] { from, to }) await agents.DefineAsync(Workspace, new AgentDefinition { Name = name, Department = "support" }, Actor.Person("olga"));
        return (await Services.GetRequiredService<MessageDesk>().SendAsync(Workspace, new MessageDraft(from, to, text) { Id = id, Customer = new Address("email", "ana@example.com") })).Message!;
    }
}
