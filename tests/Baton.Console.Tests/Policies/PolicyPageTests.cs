using System.Net;
using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Policies;
using Baton.Web.Tests.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Policies;

public sealed class PolicyPageTests : IAsyncLifetime
{
    private readonly RunningApp _app = new();
    private HttpClient _visitor = null!;

    private PolicyDesk Desk => _app.Services.GetRequiredService<PolicyDesk>();

    public async ValueTask InitializeAsync()
    {
        _visitor = _app.Visitor();
        await _visitor.SignInAsync(RunningApp.AdminEmail, RunningApp.AdminPassword);
    }

    [Fact]
    public async Task An_empty_policy_says_what_to_do_next() => Assert.Contains("No rule decides yet", await PageAsync("/policy"), StringComparison.Ordinal);

    [Fact]
    public async Task Rules_stand_there_as_sentences_with_who_published_them_and_why()
    {
        await PublishAsync(max: 3, "Less is more");

        var page = await PageAsync("/policy");

        Assert.Contains("The customer is contacted at most 3 times a week; the rest waits.", page, StringComparison.Ordinal);
        Assert.Contains("Version 2, published", page, StringComparison.Ordinal);
        Assert.Contains("“Less is more”", page, StringComparison.Ordinal);
        Assert.DoesNotContain("at most 3 times a week", await PageAsync("/policy?tab=hold"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_shows_what_it_would_change()
    {
        await PublishAsync(max: 3, "Less is more");
        await DraftAsync(max: 2);

        var page = await PageAsync("/policy?open=draft");

        Assert.Contains("One change in the draft", page, StringComparison.Ordinal);
        Assert.Contains("The customer is contacted at most twice a week; the rest waits.", page, StringComparison.Ordinal);
        Assert.Contains("On recorded history", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_says_what_a_version_changed_and_what_going_back_would_change()
    {
        await PublishAsync(max: 3, "Less is more");
        await PublishAsync(max: 2, "Even less");

        var history = await PageAsync("/policy?open=history");
        var version = await PageAsync("/policy?open=history&version=2");

        Assert.Contains("Even less", history, StringComparison.Ordinal);
        Assert.Contains("What it changed", version, StringComparison.Ordinal);
        Assert.Contains("What going back to it would change now", version, StringComparison.Ordinal);
        Assert.Contains("Restore", version, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Going_back_makes_a_new_version_with_the_old_rules_and_says_why()
    {
        await PublishAsync(max: 3, "Less is more");
        await PublishAsync(max: 2, "Even less");

        Assert.Equal(4, await Desk.RestoreAsync("default", 2, Actor.Person(RunningApp.AdminEmail), "Too little"));

        var page = await PageAsync("/policy");
        Assert.Contains("at most 3 times a week", page, StringComparison.Ordinal);
        Assert.Contains("“Version 2 restored: Too little”", page, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<string> PageAsync(string address) => WebUtility.HtmlDecode(await _visitor.GetStringAsync(address));

    private async Task PublishAsync(int max, string note)
    {
        await DraftAsync(max);
        await Desk.PublishAsync("default", Actor.Person(RunningApp.AdminEmail), note);
    }

    private async Task DraftAsync(int max) => Assert.Empty(await Desk.PutDraftAsync(
        "default",
        JsonElement.Parse($$"""{ "caps": [ { "id": "weekly", "blocks": { "field": "action.kind", "op": "startsWith", "value": "contact." }, "max": {{max}}, "per": "week" } ] }"""),
        RunningApp.AdminEmail));
}
