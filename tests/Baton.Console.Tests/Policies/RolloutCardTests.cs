using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Rollouts;
using Baton.Engine;
using Baton.Engine.Actions;
using Baton.Engine.Agents;
using Baton.Engine.Clocks;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Web.Frame.Live;
using Baton.Web.Policies.Rollouts;
using Baton.Web.SignIn;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Policies;

[Trait("Database", "Sqlite")]
public sealed class RolloutCardTests : BunitContext, IAsyncLifetime
{
    private const string Never = """{"guardrails":[{"id":"never","when":{"field":"action.kind","op":"startsWith","value":"contact."},"then":"suppress"}]}""";
    private readonly HandSignal _signal = new();
    private readonly BunitAuthorizationContext _person;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("baton-");

    public RolloutCardTests()
    {
        Services.AddLogging();
        Services.AddEngine(new StorageOptions { Data = _data.FullName }, new AppClock(TimeProvider.System, new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), rate: 0));
        Services.AddSingleton<ILiveSignal>(_signal);
        _person = AddAuthorization();
        _person.SetAuthorized("ana").SetPolicies(Rights.Admin, Rights.View);
        SetRendererInfo(new Microsoft.AspNetCore.Components.RendererInfo("Server", isInteractive: true));
    }

    private Configurations Configurations => Services.GetRequiredService<Configurations>();

    public async ValueTask InitializeAsync()
    {
        await Services.GetRequiredService<EngineService>().StartAsync(CancellationToken.None);
        await Services.GetRequiredService<AgentDesk>().DefineAsync("default", new AgentDefinition { Name = "outreach", Department = "sales", Kind = AgentKind.Pull }, Actor.Baton);
    }

    [Fact]
    public void Where_nothing_is_tried_and_there_is_no_draft_it_says_nothing() => Assert.Empty(Shown(Role.Admin).Markup.Trim());

    [Fact]
    public async Task An_admin_tries_the_draft_with_some_customers()
    {
        await DraftAsync();
        var card = Shown(Role.Admin, hasDraft: true);

        await card.Find("#rollout-share").ChangeAsync(new() { Value = "25" });
        await card.Find("#rollout-times").ChangeAsync(new() { Value = "3" });
        await card.Find("form").SubmitAsync();

        Assert.Equal((25, new StopLimit(3, null, 100)), Configurations.Of("default").Rollout is { } rollout ? (rollout.Share, rollout.StopWhen) : default);
        Assert.Contains("cannot be tried beside it", Words(card), StringComparison.Ordinal);
        var tried = Words(Shown(Role.Admin));
        Assert.Contains("Version 2 decides for 25 % of customers, version 1 for the rest", tried, StringComparison.Ordinal);
        Assert.Contains("Stops by itself when suppressions and escalations are more than 3 times as frequent as for the rest", tried, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_groups_stand_side_by_side()
    {
        await TryAsync(50);
        var verdicts = new List<Verdict>();
        foreach (var i in Enumerable.Range(0, 20)) verdicts.Add(await AskAsync(i));

        var rows = Shown(Role.Admin).FindAll("tbody tr").Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray()).ToList();

        var isIn = verdicts.Count(v => v == Verdict.Suppress);
        Assert.Equal(["Canary, 50 %", $"{isIn}", "0", "0", $"{isIn}", "0", "100.0 %"], rows[0]);
        Assert.Equal(["The rest", $"{20 - isIn}", $"{20 - isIn}", "0", "0", "0", "0.0 %"], rows[1]);
    }

    [Fact]
    public async Task In_shadow_what_it_would_have_said_stands_beside_what_was_said()
    {
        await TryAsync(0);
        foreach (var i in Enumerable.Range(0, 3)) await AskAsync(i);

        var card = Shown(Role.Admin);

        Assert.Contains("Version 2 is in shadow: it decides for nobody, version 1 for everybody", Words(card), StringComparison.Ordinal);
        var rows = card.FindAll("tbody tr").Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray()).ToList();
        Assert.Equal(["It would have said", "3", "0", "0", "3", "0", "100.0 %"], rows[0]);
        Assert.Equal(["Was said", "3", "3", "0", "0", "0", "0.0 %"], rows[1]);
    }

    [Fact]
    public async Task Its_figures_follow_what_is_decided()
    {
        await TryAsync(50);
        var card = Shown(Role.Admin);
        Assert.Equal("0", card.Find("tbody tr td").TextContent);

        for (var i = 0; i < 20; i++) await AskAsync(i);
        _signal.Raise();

        await card.WaitForAssertionAsync(() => Assert.Equal(20, card.FindAll("tbody tr").Sum(row => int.Parse(row.Children[1].TextContent, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task It_is_grown_and_promoted_after_being_asked_once()
    {
        await TryAsync(10);
        var card = Shown(Role.Admin);

        await card.Find("#rollout-share").ChangeAsync(new() { Value = "30" });
        await Button(card, "Change").ClickAsync(new());
        Assert.Equal(30, Configurations.Of("default").Rollout?.Share);
        await Button(card, "Promote").ClickAsync(new());
        Assert.Equal(1, Configurations.Of("default").Policy.Version);
        await card.Find("[role=alertdialog] button.danger").ClickAsync(new());

        Assert.Equal((2, true), (Configurations.Of("default").Policy.Version, Configurations.Of("default").Rollout is null));
    }

    [Fact]
    public async Task Who_is_no_admin_sees_the_figures_and_changes_nothing()
    {
        await TryAsync(10);
        _person.SetAuthorized("ben").SetPolicies(Rights.View);

        var card = Shown(Role.Operator);

        Assert.Contains("Version 2 decides for 10 % of customers", Words(card), StringComparison.Ordinal);
        Assert.Empty(card.FindAll("button"));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await Services.GetRequiredService<EngineService>().StopAsync(CancellationToken.None);
        await base.DisposeAsyncCore();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    private sealed class HandSignal : ILiveSignal, IDisposable
    {
        private Action? _changed;

        public void Raise() => _changed?.Invoke();

        public IDisposable Subscribe(Action changed)
        {
            _changed = changed;
            return this;
        }

        public void Dispose() => _changed = null;
    }

    private IRenderedComponent<RolloutCard> Shown(Role role, bool hasDraft = false) =>
        Render<RolloutCard>(card => card.AddCascadingValue(new Viewer("default", "ana@example.com", "Ana Alvarez", role)).Add(c => c.HasDraft, hasDraft).Add(c => c.OnDone, () => { }));

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<RolloutCard> card, string text) => card.FindAll("button").First(button => button.TextContent.Trim() == text);

    private static string Words(IRenderedComponent<RolloutCard> card) => string.Join(' ', card.Nodes.Select(node => node.TextContent)).ReplaceLineEndings(" ");

    private async Task DraftAsync() => Assert.Empty(await Services.GetRequiredService<PolicyDesk>().PutDraftAsync("default", JsonElement.Parse(Never), "ana@example.com"));

    private async Task TryAsync(int share)
    {
        await DraftAsync();
        await Services.GetRequiredService<PolicyDesk>().PublishAsync("default", Actor.Person("ana@example.com"), note: null, new RolloutTerms(share, null));
    }

    private async Task<Verdict> AskAsync(int i) => (await Services.GetRequiredService<ActionDesk>().AskAsync("default", new Address("email", $"c{i}@example.com"), new Proposal { Id = $"a-{i}", Agent = "outreach", Kind = "contact.email" })).Decision!.Rulings[0].Verdict;
}
