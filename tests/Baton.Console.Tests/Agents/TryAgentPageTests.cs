using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Web.Agents.Trying;
using Baton.Web.SignIn;
using Baton.Web.Tests.Handoffs;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Agents;

/// <summary>The page where an agent is tried before customers meet it.</summary>
public sealed class TryAgentPageTests() : CasePage(new Parrot("triage"), new Parrot("sentiment"))
{
    [Fact]
    public async Task It_is_tried_on_a_text_beside_another_agent()
    {
        await DefineAsync("triage");
        await DefineAsync("sentiment");
        var page = Show(Role.Operator);
        page.Find("#try-text").Input("I was charged twice, refund me");
        page.Find("#try-beside").Change("sentiment");

        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".agent-trial").Count), TimeSpan.FromSeconds(10));
        var first = page.FindAll(".agent-trial")[0];
        Assert.Contains("Success", first.QuerySelector(".trial-came")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("I was charged twice", first.QuerySelector("details pre")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_only_look_cannot_try()
    {
        await DefineAsync("triage");
        var page = Show(Role.Viewer);
        page.Find("#try-text").Input("hello");

        Assert.True(page.Find("button[type=submit]").HasAttribute("disabled"));
        Assert.Contains("role Operator", page.Find("#try-missing").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_known_of_somebody_made_up_must_be_an_object()
    {
        await DefineAsync("triage");
        var page = Show(Role.Operator);
        page.Find("#try-text").Input("hello");
        page.Find("#try-known").Change("[1]");

        page.Find("form").Submit();

        Assert.Contains("must be a JSON object", page.Find("#try-known-note").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".agent-trial"));
    }

    private Task<bool> DefineAsync(string name) => Services.GetRequiredService<AgentDesk>().DefineAsync(Workspace, new() { Name = name, Department = "support", Kind = AgentKind.BuiltIn }, Actor.Person(Ben));

    private IRenderedComponent<TryAgentPage> Show(Role role)
    {
        var page = Render<TryAgentPage>(page => page.Add(p => p.Name, "triage").AddCascadingValue(Ana with { Role = role }));
        page.WaitForElement("#try-beside", TimeSpan.FromSeconds(10));
        return page;
    }
}
