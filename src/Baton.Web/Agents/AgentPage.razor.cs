using Baton.Engine.Agents;
using Baton.Engine.Agents.Spending;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Baton.Web.Frame.Keys;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Agents;

/// <summary>One agent: what it does, what it has to do, how it did, and what it asked for.</summary>
public sealed partial class AgentPage
{
    private const int Most = 50;
    private const int Entries = 25;

    private readonly IReadOnlyList<PageKey> _keys;
    private AgentLine? _agent;
    private AgentStanding? _standing;
    private AgentPause? _pause;
    private IReadOnlyList<AgentPart> _parts = [];
    private IReadOnlyList<AgentTask> _open = [];
    private IReadOnlyList<BudgetStand> _budgets = [];
    private IReadOnlyList<AgentProposal> _proposals = [];
    private IReadOnlyList<TimelineEntry> _entries = [];
    private IReadOnlyList<MemberRow> _people = [];
    private IReadOnlyList<string> _departments = [];
    private string? _told;
    private bool _isPausing;

    public AgentPage() => _keys = [new("p", "Pause it or let it go on", PauseOrResumeAsync), new("e", "Edit its definition", EditAsync)];

    [Parameter] public string Name { get; set; } = "";

    [SupplyParameterFromQuery] public string? Over { get; set; }

    [SupplyParameterFromQuery] public bool? Edit { get; set; }

    [Inject] private AgentOverviews Agents { get; set; } = null!;
    [Inject] private AgentHistory History { get; set; } = null!;
    [Inject] private Spendings Spendings { get; set; } = null!;
    [Inject] private TimelineWindows Windows { get; set; } = null!;
    [Inject] private Engine.Agents.Limits.AgentHealths Healths { get; set; } = null!;
    [Inject] private AgentSwitch Switch { get; set; } = null!;
    [Inject] private Configurations Configurations { get; set; } = null!;
    [Inject] private Members Members { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    private AgentSpan Span => AgentSpan.All.FirstOrDefault(s => s.Name == Over) ?? AgentSpan.All[0];

    private bool IsEditing => Edit == true;

    private string EditHref => Navigation.GetUriWithQueryParameter("edit", true);

    private static string Digits => "#,0.#";

    protected override async Task LoadAsync(CancellationToken gone)
    {
        _agent = await Agents.FindAsync(Viewer.Workspace, Name, gone);
        if (_agent is null) return;
        _standing = AgentStanding.Of(_agent, Clock.GetUtcNow(), Healths.Of(Viewer.Workspace, Name)?.Breaker);
        _parts = await History.ReadAsync(Viewer.Workspace, Name, Span.Length, Span.Parts, gone);
        _budgets = await Spendings.BudgetsAsync(Viewer.Workspace, Name, gone);
        _open = await History.OpenAsync(Viewer.Workspace, Name, Most, gone);
        _proposals = await History.ProposalsAsync(Viewer.Workspace, Name, Most, gone);
        _entries = await Windows.BeforeAsync(Viewer.Workspace, new TimelineFilter { Agent = Name }, SeqSpan.All, long.MaxValue, Entries, gone);
        _pause = _agent.Definition is { Paused: true } ? await History.PauseAsync(Viewer.Workspace, Name, gone) : null;
        if (_pause is not null) _people = await Members.ListAsync(Viewer.Workspace);
        _departments = [.. Configurations.Of(Viewer.Workspace).Policy.Departments];
    }

    private string NameOf(string email) => _people.FirstOrDefault(p => p.Email == email)?.Name is { Length: > 0 } name ? name : email;

    private async Task PauseAgentAsync(Halt halt)
    {
        _isPausing = false;
        _told = await Switch.HaltAsync(Viewer, Name, halt);
        await ReloadAsync();
        StateHasChanged(); // keys do not render by themselves, as clicks do
    }

    private async Task ResumeAgentAsync()
    {
        _told = await Switch.ResumeAsync(Viewer, Name);
        await ReloadAsync();
        StateHasChanged(); // keys do not render by themselves, as clicks do
    }

    private Task PauseOrResumeAsync()
    {
        if (!Viewer.Can(Rights.Operate) || _agent?.Definition is not { } definition) return Task.CompletedTask;
        if (definition.Paused || definition.DrainsFrom is not null) return ResumeAgentAsync();
        _isPausing = true;
        StateHasChanged();
        return Task.CompletedTask;
    }

    private Task EditAsync()
    {
        if (Viewer.Can(Rights.Admin)) Navigation.NavigateTo(EditHref);
        return Task.CompletedTask;
    }
}
