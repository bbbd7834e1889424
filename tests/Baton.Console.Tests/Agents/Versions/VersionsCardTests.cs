using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Experiments;
using Baton.Engine.Policies;
using Baton.Web.Agents.Versions;
using Baton.Web.SignIn;
using Baton.Web.Tests.Handoffs;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Agents.Versions;

/// <summary>An agent's versions on its page, and the trial of one of them.</summary>
public sealed class VersionsCardTests() : CasePage(new Parrot("triage"))
{
    private AgentDefinition InForce => Services.GetRequiredService<Configurations>().Of(Workspace).Agent("triage")!;

    [Fact]
    public async Task Each_version_says_who_made_it_why_and_what_changed()
    {
        await DefineAsync("first", "the beginning");
        await DefineAsync("second", "it was too short");

        var card = Show(Role.Viewer);

        var versions = card.FindAll("#versions li");
        Assert.Equal(2, versions.Count);
        Assert.Contains("in force", versions[0].TextContent, StringComparison.Ordinal);
        Assert.Contains($"{Ben}", versions[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("it was too short", versions[0].TextContent, StringComparison.Ordinal);
        Assert.Equal(("description", "first", "second"), (versions[0].QuerySelector(".mono")!.TextContent, versions[0].QuerySelector("del")!.TextContent, versions[0].QuerySelector("ins")!.TextContent));
        Assert.Empty(card.FindAll("#versions button"));
    }

    [Fact]
    public async Task A_former_version_is_restored_after_asking_once()
    {
        await DefineAsync("first");
        await DefineAsync("second");
        var card = Show(Role.Admin);

        await Button(card, "Restore").ClickAsync();
        Assert.Equal("second", InForce.Description);
        await card.Find("[role=alertdialog] button.danger").ClickAsync();

        card.WaitForAssertion(() => Assert.Equal(3, card.FindAll("#versions li").Count), TimeSpan.FromSeconds(10));
        Assert.Equal(("first", 3), (InForce.Description, InForce.Version));
    }

    [Fact]
    public async Task A_trial_says_what_can_be_concluded_and_its_version_is_promoted_by_one_click()
    {
        await DefineAsync("first");
        await DefineAsync("second");
        var card = Show(Role.Admin);

        await Button(card, "Try on 10 %").ClickAsync();

        card.WaitForElement("#experiment", TimeSpan.FromSeconds(10));
        Assert.Contains("Version 1 is tried on 10 % of customers", card.Find("#experiment h2").TextContent, StringComparison.Ordinal);
        Assert.Contains("Too early to say: 0 tasks", card.Find("#experiment p.strong").TextContent, StringComparison.Ordinal);
        Assert.Equal(["", "Version 2", "Version 1", "Difference (95 %)"], card.FindAll("#experiment thead th").Select(t => t.TextContent));
        Assert.Equal(["0", "0", ""], card.FindAll("#experiment tbody tr")[0].QuerySelectorAll("td").Select(t => t.TextContent));

        await Button(card, "Promote").ClickAsync();
        await card.Find("[role=alertdialog] button.danger").ClickAsync();

        card.WaitForAssertion(() => Assert.Empty(card.FindAll("#experiment")), TimeSpan.FromSeconds(10));
        Assert.Equal("first", InForce.Description);
    }

    [Fact]
    public async Task The_share_is_changed_only_within_its_bounds_and_the_trial_ends_for_everybody()
    {
        await DefineAsync("first");
        await Services.GetRequiredService<ExperimentDesk>().StartAsync(Workspace, Definition("tried"), 10, Actor.Person(Ben));
        var card = Show(Role.Admin);

        await card.Find("#experiment-share").ChangeAsync(new() { Value = "0" });
        await Button(card, "Change").ClickAsync();
        Assert.Contains("Choose 1 to 99 %", card.Find("#versions").TextContent, StringComparison.Ordinal);
        await card.Find("#experiment-share").ChangeAsync(new() { Value = "50" });
        await Button(card, "Change").ClickAsync();
        card.WaitForAssertion(() => Assert.Contains("on 50 % of customers", card.Find("#experiment h2").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));

        await Button(card, "End the trial").ClickAsync();
        await card.Find("[role=alertdialog] button.danger").ClickAsync();

        card.WaitForAssertion(() => Assert.Empty(card.FindAll("#experiment")), TimeSpan.FromSeconds(10));
        Assert.Equal("first", InForce.Description);
    }

    private static AgentDefinition Definition(string description) => new() { Name = "triage", Department = "support", Kind = AgentKind.BuiltIn, Description = description };

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<VersionsCard> card, string words) => card.FindAll("button").First(b => b.TextContent == words);

    private Task<bool> DefineAsync(string description, string? note = null) => Services.GetRequiredService<AgentDesk>().DefineAsync(Workspace, Definition(description), Actor.Person(Ben), note);

    private IRenderedComponent<VersionsCard> Show(Role role)
    {
        var card = Render<VersionsCard>(card => card.Add(c => c.Agent, "triage").AddCascadingValue(Ana with { Role = role }));
        card.WaitForElement("#versions li", TimeSpan.FromSeconds(10));
        return card;
    }
}
