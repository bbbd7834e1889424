using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Classification;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Actions;
using Baton.Engine.Agents;
using Baton.Engine.Classification;
using Baton.Engine.Handoffs;
using Baton.Engine.Learning;
using Baton.Engine.Policies;
using Baton.Web.Learning;
using Baton.Web.SignIn;
using Baton.Web.Tests.Handoffs;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Learning;

/// <summary>What is suggested, on the page; and the label of a case beside its answer.</summary>
public sealed class SuggestionsPageTests : CasePage
{
    private static readonly Viewer Ada = new(Workspace, "ada@example.com", "Ada", Role.Admin);

    [Fact]
    public void Without_suggestions_it_says_when_there_are_some()
    {
        var page = Show(Ada);

        Assert.Contains("Nothing is suggested", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Look now", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admin_reads_the_evidence_and_puts_the_change_into_the_draft()
    {
        await SuggestAsync();
        var page = Show(Ada);

        Assert.Equal("People approved 40 of the last 40 refunds under €50: allow them without approval?", page.Find(".suggestion h2").TextContent);
        Assert.Contains("escalate→allow 40", page.Find(".suggestion").TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing else changes.", page.Find(".suggestion").TextContent, StringComparison.Ordinal);
        Assert.Contains("ana@example.com (40)", page.Find(".suggestion").TextContent, StringComparison.Ordinal);
        await page.Find(".suggestion button.primary").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("It is in the draft now", page.Find(".told").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".suggestion"));
        Assert.Contains("accepted by ada@example.com", page.Markup, StringComparison.Ordinal);
        Assert.NotNull(await Services.GetRequiredService<PolicyDesk>().DraftAsync(Workspace, Xunit.TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Dismissing_wants_a_reason()
    {
        await SuggestAsync();
        var page = Show(Ada);
        Assert.True(page.FindAll(".suggestion button")[^1].HasAttribute("disabled"));

        page.Find(".suggestion input.note").Input("We want to see them.");
        await page.FindAll(".suggestion button")[^1].ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("dismissed by ada@example.com: We want to see them.", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_no_admin_sees_it_and_changes_nothing()
    {
        await SuggestAsync();
        var page = Show(Ana);

        Assert.NotEmpty(page.FindAll(".suggestion"));
        Assert.Empty(page.FindAll(".suggestion button"));
        Assert.DoesNotContain("Export examples", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_label_of_a_case_shows_the_models_guess_and_goes_along_with_the_answer()
    {
        var handoff = await ClassifiedAsync("give me back what I paid");
        string? label = null;
        JsonElement data = default;
        var picked = Render<CaseLabel>(p => p.Add(c => c.Handoff, handoff).Add(c => c.LabelChanged, value => label = value).AddCascadingValue(Ana));
        Assert.Contains("%", picked.Find("button").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, picked.FindAll("option").Count);

        picked.Find("input").Input("refund");
        Assert.Equal("refund", label);
        Render<CaseLabel>(p => p.Add(c => c.Handoff, handoff).Add(c => c.Label, label).Add(c => c.DataChanged, value => data = value).AddCascadingValue(Ana));

        Assert.Equal(("refund", "intents"), (data.Text("label"), data.Text("model")));
    }

    [Fact]
    public async Task Without_a_model_there_is_nothing_to_label()
    {
        var id = await AskedForPersonAsync("bo@example.com");
        var handoff = (await Services.GetRequiredService<HandoffCases>().ReadAsync(Workspace, id, cancel: Xunit.TestContext.Current.CancellationToken))!;

        Assert.Empty(Render<CaseLabel>(p => p.Add(c => c.Handoff, handoff).AddCascadingValue(Ana)).Markup.Trim());
    }

    private IRenderedComponent<SuggestionsPage> Show(Viewer viewer)
    {
        var page = Render<SuggestionsPage>(p => p.AddCascadingValue(viewer));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".skeleton")));
        return page;
    }

    private async Task SuggestAsync()
    {
        var policies = Services.GetRequiredService<PolicyDesk>();
        Assert.Empty(await policies.PutDraftAsync(Workspace, JsonElement.Parse("""{"approvals":[{"id":"refunds","when":{"field":"action.kind","op":"eq","value":"refund"},"queue":"finance"}]}"""), Ben));
        await policies.PublishAsync(Workspace, Actor.Person(Ben), note: null);
        await Services.GetRequiredService<AgentDesk>().DefineAsync(Workspace, new() { Name = "billing", Department = "finance" }, Actor.Person(Ben));
        for (var i = 0; i < 60; i++)
        {
            var proposal = new Proposal { Id = $"refund-{i}", Agent = "billing", Kind = "refund", Data = JsonSerializer.SerializeToElement(new { amount = i < 40 ? 5 + i : 20 + i, currency = "EUR" }) };
            var handoff = (await Services.GetRequiredService<ActionDesk>().AskAsync(Workspace, new Address("email", $"c{i % 5}@example.com"), proposal)).Decision!.Handoffs[0].Id;
            await Desk.ClaimAsync(Workspace, handoff, Ana.Email);
            await Desk.ResolveAsync(Workspace, handoff, Ana.Email, new Resolution(i < 40 || i % 2 == 1 ? HandoffOutcome.Approved : HandoffOutcome.Rejected));
        }

        await Services.GetRequiredService<SuggestionSearch>().LookAsync(Workspace, Actor.Person(Ada.Email));
    }

    private async Task<HandoffCase> ClassifiedAsync(string text)
    {
        var examples = Enumerable.Range(0, 20).SelectMany(i => new LabelledText[] { new($"please refund order {i}", "refund"), new($"where is my parcel {i} now", "track") }).ToList();
        await Services.GetRequiredService<ModelExamples>().AddAsync(Workspace, "intents", examples, ModelExamples.Import, Actor.Person(Ben));
        var training = Services.GetRequiredService<ModelTraining>();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        training.Changed += (_, _) =>
        {
            if (training.List(Workspace) is [{ IsUnderWay: false }, ..]) ended.TrySetResult();
        };
        await training.BeginAsync(Workspace, "intents", outOfScope: null, Actor.Person(Ben));
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Services.GetRequiredService<ModelDesk>().PromoteAsync(Workspace, "intents", training.List(Workspace)[0].Version!, Actor.Person(Ben), note: null);
        var policies = Services.GetRequiredService<PolicyDesk>();
        Assert.Empty(await policies.PutDraftAsync(Workspace, JsonElement.Parse("""{"routing":[{"id":"refunds","when":{"field":"event.type","op":"eq","value":"message.received"},"classify":{"model":"intents","is":["refund"],"minConfidence":0.99,"else":{"queue":"triage"}},"to":{"queue":"finance"}}]}"""), Ben));
        await policies.PublishAsync(Workspace, Actor.Person(Ben), note: null);
        var id = (await TakeAsync("cleo@example.com", EventTypes.MessageReceived, new { text })).Decision!.Handoffs[0].Id;
        return (await Services.GetRequiredService<HandoffCases>().ReadAsync(Workspace, id))!;
    }
}
