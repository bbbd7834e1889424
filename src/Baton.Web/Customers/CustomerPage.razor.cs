using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Engine.Customers;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Timeline;
using Baton.Web.Frame.Keys;
using Baton.Web.Frame.Live;
using Baton.Web.SignIn;
using Baton.Web.Timeline;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web.Virtualization;

namespace Baton.Web.Customers;

/// <summary>Everything about one customer: who they are, what blocks whom, what is open, and their story.</summary>
public sealed partial class CustomerPage : LivePage
{
    private readonly IReadOnlyList<PageKey> _keys;
    private readonly EntryList _list;
    private Virtualize<FoldedRow>? _virtual;
    private CustomerState? _customer;
    private CustomerStory _story = new([], [], true);
    private LanesView _lanes = new([], [], [], 0);
    private IReadOnlyList<ClockInForce> _clocks = [];
    private Viewer _viewer = new("", "", "", null);
    private string? _trouble;
    private int _policy;

    public CustomerPage()
    {
        _list = new EntryList((before, count, cancel) => Windows.BeforeAsync(_viewer.Workspace, new TimelineFilter { Customer = Id }, SeqSpan.All, before, count, cancel));
        _keys = [new("u", "All customers", () => Go("/customers")), new("t", "Open in the timeline", () => Go(TimelineUrl.Of(new TimelineFilter { Customer = Id })))];
    }

    [Inject] private Conductor Conductor { get; set; } = null!;
    [Inject] private CustomerDesk Desk { get; set; } = null!;
    [Inject] private CustomerStories Stories { get; set; } = null!;
    [Inject] private TimelineWindows Windows { get; set; } = null!;
    [Inject] private Configurations Configurations { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Person { get; set; } = null!;

    /// <summary>Baton's id of the customer.</summary>
    [Parameter] public string Id { get; set; } = "";

    [SupplyParameterFromQuery] private long? Seq { get; set; }

    private string? Plan => _customer?.AttributeText("plan") ?? _customer?.AttributeText("membership");

    protected override async Task LoadAsync(CancellationToken gone)
    {
        _viewer = Viewer.Of((await Person).User);
        var customer = await Conductor.StateOfAsync(_viewer.Workspace, Id, gone);
        var config = Configurations.Of(_viewer.Workspace).For(customer.Id);
        if (customer.Version == 0)
        {
            _customer = null;
            return;
        }

        // Most of what happens in the workspace is about others.
        if (_customer?.Id == Id && _customer.Version == customer.Version && _policy == config.Policy.Version) return;
        var story = await Stories.ReadAsync(_viewer.Workspace, customer, config.Policy, gone);
        var now = Clock.GetUtcNow();
        (_customer, _story, _policy) = (customer, story, config.Policy.Version);
        _lanes = LanesView.Of(story, now);
        _clocks = ClocksInForce.Of(customer, config.Policy, now);
        _list.Restart(story.Entries.Count == 0 ? 0 : story.Entries[0].Seq, folds: true);
        if (_virtual is not null) await _virtual.RefreshDataAsync();
    }

    private async ValueTask<ItemsProviderResult<FoldedRow>> ProvideAsync(ItemsProviderRequest request) =>
        new(await _list.ReadAsync(request.StartIndex, request.Count, request.CancellationToken), _list.Total);

    private async Task FoldAsync(FoldedRow row)
    {
        _list.Toggle(row.Entry.Root);
        if (_virtual is not null) await _virtual.RefreshDataAsync();
    }

    // Changes whatever version is there: a switch says what is wanted, not how it was.
    private async Task TurnAsync((string Name, bool IsOn) turned)
    {
        if (!_viewer.Can(Rights.Operate)) return;
        var turn = await Desk.PatchAsync(_viewer.Workspace, Id, version: null, attributes: null, ConsentSwitches.Turned(turned.Name, turned.IsOn), Actor.Person(_viewer.Email));
        _trouble = turn.Refusal?.Detail;
        await ReloadAsync();
    }

    private string? DepartmentOf(string actor) => actor.StartsWith("agent:", StringComparison.Ordinal) ? DepartmentOfAgent(actor["agent:".Length..]) : null;

    private string? DepartmentOfAgent(string name) => Configurations.Of(_viewer.Workspace).Agent(name)?.Department;

    private string EntryHref(long seq) => Navigation.GetUriWithQueryParameter("seq", seq);

    private Task Go(string href)
    {
        Navigation.NavigateTo(href);
        return Task.CompletedTask;
    }
}
