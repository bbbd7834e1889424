using Baton.Core.Handoffs;
using Baton.Engine.Handoffs;
using Baton.Engine.Handoffs.Quality;
using Baton.Web.Handoffs.Quality;
using Baton.Web.SignIn;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Handoffs.Quality;

public sealed class QualityPageTests : CasePage
{
    private QualityDesk Quality => Services.GetRequiredService<QualityDesk>();

    private IRenderedComponent<QualityPage> OpenQuality(Role role, string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/handoffs/quality" + query);
        return Render<QualityPage>(p => p.AddCascadingValue(Ana with { Role = role }));
    }

    private async Task<string> ResolvedAsync(string person)
    {
        await Quality.PutRulesAsync(Workspace, new QualityRules { Share = 1 });
        var id = await AskedForPersonAsync($"{Guid.NewGuid():N}@example.com");
        await Desk.ResolveAsync(Workspace, id, person, new Resolution(HandoffOutcome.Answered) { Answer = "On its way." });
        return id;
    }

    [Fact]
    public async Task A_supervisor_reads_a_case_scores_it_and_it_is_kept()
    {
        var id = await ResolvedAsync(Ben);
        var page = OpenQuality(Role.Operator, "?case=" + id);
        Assert.Contains("On its way.", page.Find(".panel").TextContent, StringComparison.Ordinal);

        foreach (var criterion in new QualityRules().Criteria) page.Find($"input[name={criterion.Name}][value='4']").Change("4");
        page.Find("#review-note").Change("Nicely done.");
        await page.Find(".review-form").SubmitAsync();

        var review = Assert.Single(await Quality.ReviewsAsync(Workspace, Ben, 10));
        Assert.Equal((4.0, "Nicely done."), (review.Mean, review.Note));
        Assert.DoesNotContain("case=", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_score_that_is_missing_is_asked_for()
    {
        var page = OpenQuality(Role.Operator, "?case=" + await ResolvedAsync(Ben));
        await page.Find(".review-form").SubmitAsync();

        Assert.Contains("“Right outcome” needs a score", page.Find(".told").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_sees_the_reviews_of_their_own_work_and_nobody_elses()
    {
        var scores = new QualityRules().Criteria.ToDictionary(c => c.Name, _ => 3, StringComparer.Ordinal);
        await Quality.ReviewAsync(Workspace, await ResolvedAsync(Ana.Email), "sue@example.com", scores, "For Ana.");
        await Quality.ReviewAsync(Workspace, await ResolvedAsync(Ben), "sue@example.com", scores, "For Ben.");

        var page = OpenQuality(Role.HumanAgent, "?person=" + Ben);

        Assert.Equal("For Ana.", Assert.Single(page.FindAll(".reviews .note")).TextContent);
        Assert.DoesNotContain("To review", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("For Ben.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admin_says_what_is_asked_and_keeps_the_names_of_what_stays()
    {
        var page = OpenQuality(Role.Admin);
        page.Find("#quality-share").Change("12.5");
        page.Find("#quality-queues").Change("finance = 40");
        page.Find("#quality-criteria").Change("Tone: Was it kind?\nSpeed: Was it quick?");
        await page.Find(".quality-settings form").SubmitAsync();

        var rules = await Quality.RulesAsync(Workspace);
        Assert.Equal((0.125, 0.4), (rules.Share, rules.Queues["finance"]));
        Assert.Equal(["tone", "speed"], rules.Criteria.Select(c => c.Name));
    }
}
