using Baton.Engine.Agents;
using Baton.Engine.Agents.Spending;
using Baton.Engine.Policies;
using Baton.Web.Frame.Keys;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Baton.Web.Agents;

/// <summary>All agents at a glance: who works, who does not, and why.</summary>
public sealed partial class AgentsPage
{
    private static readonly TimeSpan Counted = TimeSpan.FromSeconds(15);

    private readonly IReadOnlyList<PageKey> _keys;
    private IReadOnlyList<AgentLine> _all = [];
    private IReadOnlyList<(AgentLine Agent, AgentStanding Standing)> _rows = [];
    private IReadOnlyList<string> _departments = [];
    private IReadOnlyDictionary<string, Spent> _today = new Dictionary<string, Spent>(StringComparer.Ordinal);
    private IReadOnlySet<string> _tight = new HashSet<string>(StringComparer.Ordinal);
    private DateTimeOffset _counted;
    private AgentLine? _pausing;
    private string? _told;
    private int _at = -1;

    public AgentsPage() => _keys =
    [
        new("j", "Next agent", () => MoveAsync(+1)),
        new("k", "Agent before", () => MoveAsync(-1)),
        new("o", "Open the agent", OpenAsync),
        new("p", "Pause it or let it go on", PauseOrResumeAsync),
        new("n", "Define an agent", DefineAsync),
    ];

    [SupplyParameterFromQuery] public string? Department { get; set; }

    [SupplyParameterFromQuery] public string? Define { get; set; }

    [Inject] private AgentOverviews Agents { get; set; } = null!;
    [Inject] private Spendings Spendings { get; set; } = null!;
    [Inject] private Engine.Agents.Dispatcher Dispatcher { get; set; } = null!;
    [Inject] private Engine.Agents.Limits.AgentHealths Healths { get; set; } = null!;
    [Inject] private AgentSwitch Switch { get; set; } = null!;
    [Inject] private Configurations Configurations { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;
    [Inject] private IJSRuntime Browser { get; set; } = null!;

    // Two hundred agents are some hundred searches: once a second is live enough for a list that nobody reads faster.
    protected override TimeSpan Pace => TimeSpan.FromSeconds(1);

    private string Summary
    {
        get
        {
            var defined = _all.Count(a => a.Definition is not null);
            var paused = _all.Count(a => a.Definition is { Paused: true });
            var waiting = _all.Count(a => a.Definition is null);
            return $"{AgentWords.Number(defined)} defined{(paused > 0 ? $", {paused} paused" : "")}{(waiting > 0 ? $", {waiting} named but not defined" : "")}";
        }
    }

    protected override async Task LoadAsync(CancellationToken gone)
    {
        _all = await Agents.ListAsync(Viewer.Workspace, gone);
        await CountAsync(gone);
        _rows = [.. _all.Where(a => Department is null || a.Definition?.Department == Department).Select(a => (a, AgentStanding.Of(a, Clock.GetUtcNow(), Healths.Of(Viewer.Workspace, a.Name)?.Breaker)))];
        _departments = [.. Configurations.Of(Viewer.Workspace).Policy.Departments];
        _at = Math.Min(_at, _rows.Count - 1);
    }

    // What things cost is added up from every task of the day: often enough for people, not ten times a second.
    private async Task CountAsync(CancellationToken gone)
    {
        var now = Clock.GetUtcNow();
        if (now - _counted < Counted && now >= _counted) return;
        _counted = now;
        _today = await Spendings.TodayAsync(Viewer.Workspace, gone);
        _tight = (await Spendings.BudgetsAsync(Viewer.Workspace, gone)).Where(s => s.IsWarning).Select(s => s.Agent).ToHashSet(StringComparer.Ordinal);
    }

    private string LoadOf(AgentLine agent) => agent.Definition switch
    {
        null => "–",
        { IsCalled: true } called => $"{AgentWords.Number(Dispatcher.LoadOf(Viewer.Workspace, agent.Name).AtWork)} / {AgentWords.Number(AgentFacts.MostAtOnce(called))}",
        _ => AgentWords.Number(agent.Leased),
    };

    private static string AgentHref(string name) => "/agents/" + Uri.EscapeDataString(name);

    private async Task PauseAgentAsync(AgentLine agent, Halt halt)
    {
        _pausing = null;
        _told = await Switch.HaltAsync(Viewer, agent.Name, halt);
        await ReloadAsync();
        StateHasChanged(); // keys do not render by themselves, as clicks do
    }

    private async Task ResumeAgentAsync(AgentLine agent)
    {
        _told = await Switch.ResumeAsync(Viewer, agent.Name);
        await ReloadAsync();
        StateHasChanged(); // keys do not render by themselves, as clicks do
    }

    private Task MoveAsync(int by)
    {
        if (_rows.Count == 0) return Task.CompletedTask;
        _at = Math.Clamp(_at + by, 0, _rows.Count - 1);
        StateHasChanged();
        return Browser.InvokeVoidAsync("baton.reveal", $"#agent-{_at}").AsTask();
    }

    private Task OpenAsync()
    {
        if (_at >= 0) Navigation.NavigateTo(AgentHref(_rows[_at].Agent.Name));
        return Task.CompletedTask;
    }

    private Task PauseOrResumeAsync()
    {
        if (_at < 0 || !Viewer.Can(Rights.Operate) || _rows[_at].Agent is not { Definition: { } definition } agent) return Task.CompletedTask;
        if (definition.Paused || definition.DrainsFrom is not null) return ResumeAgentAsync(agent);
        _pausing = agent;
        StateHasChanged();
        return Task.CompletedTask;
    }

    private Task DefineAsync()
    {
        if (Viewer.Can(Rights.Admin)) Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("define", ""));
        return Task.CompletedTask;
    }
}
