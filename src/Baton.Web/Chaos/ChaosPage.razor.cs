using Baton.Core.Events;
using Baton.Engine.Chaos;
using Baton.Engine.Clocks;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Journaling;
using Baton.Web.Frame.Live;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Chaos;

/// <summary>Where operators of a test workspace make agents fail, replay traffic, and see what held.</summary>
public sealed partial class ChaosPage
{
    private Conflator? _redraw;
    private bool _isTest;
    private string? _refusal;
    private IReadOnlyList<Injection> _injections = [];
    private IReadOnlyList<string> _agents = [];
    private IReadOnlyList<LoadRun> _runs = [];
    private LoadRun? _running;
    private LoadReport? _report;

    /// <summary>The replay whose report is shown; the latest when none is named.</summary>
    [SupplyParameterFromQuery] public string? Replay { get; set; }

    [Inject] private TestWorkspaces Tests { get; set; } = null!;
    [Inject] private Injections Injections { get; set; } = null!;
    [Inject] private InjectionDesk Desk { get; set; } = null!;
    [Inject] private LoadDesk Loads { get; set; } = null!;
    [Inject] private LoadHistory History { get; set; } = null!;
    [Inject] private LoadReports Reports { get; set; } = null!;
    [Inject] private Configurations Configurations { get; set; } = null!;
    [Inject] private AppClock Clock { get; set; } = null!;

    private string Summary => (_injections.Count, _running) switch
    {
        (0, null) => "Nothing is injected, nothing is replayed",
        (var count, null) => $"Faults are injected into {Agents(count)}",
        (0, _) => "Traffic is being replayed",
        (var count, _) => $"Faults are injected into {Agents(count)}, and traffic is being replayed",
    };

    protected override void OnInitialized()
    {
        base.OnInitialized();
        if (!RendererInfo.IsInteractive)
            return;
        // That a replay got further or an injection did something is no commit of its own.
        _redraw = new Conflator(RedrawAsync, Conflator.Redraw);
        Injections.Changed += Hear;
        Loads.Changed += Hear;
    }

    protected override async Task LoadAsync(CancellationToken gone)
    {
        _isTest = await Tests.IsOneAsync(Viewer.Workspace, gone);
        if (!_isTest)
            return;
        _injections = Injections.Of(Viewer.Workspace);
        _agents = [.. Configurations.Of(Viewer.Workspace).Agents.Keys.Order(StringComparer.Ordinal)];
        _runs = History.Latest(Viewer.Workspace);
        _running = Loads.Running(Viewer.Workspace);
        _report = (Replay ?? (_runs.Count > 0 ? _runs[0].Id : null)) is { } shown ? await Reports.ReadAsync(Viewer.Workspace, shown, gone) : null;
    }

    private Task BeginAsync(InjectionOrder order) => TryAsync(() => Desk.BeginAsync(Viewer.Workspace, order, Me));

    private Task EndAsync(string agent) => TryAsync(() => Desk.EndAsync(Viewer.Workspace, agent, Me));

    private Task EndAllAsync() => TryAsync(() => Desk.EndAllAsync(Viewer.Workspace, Me));

    private Task ReplayAsync(LoadOrder order) => TryAsync(() => Loads.BeginAsync(Viewer.Workspace, order, Me));

    private Task StopAsync() => TryAsync(() => Loads.StopAsync(Viewer.Workspace, Me));

    private Actor Me => Actor.Person(Viewer.Email);

    private async Task TryAsync(Func<Task> act)
    {
        _refusal = Viewer.Can(Rights.Operate) ? null : "Only an operator or an admin injects faults and replays traffic.";
        try
        {
            if (_refusal is null)
                await act();
        }
        catch (Exception refused) when (refused is NoTestWorkspaceException or LoadRunningException or ArgumentException)
        {
            _refusal = refused.Message;
        }
        catch (JournalException fault)
        {
            _refusal = $"Nothing was changed: {fault.Message}";
        }

        await ReloadAsync();
    }

    private static string Agents(int count) => count == 1 ? "one agent" : $"{count} agents";

    private void Hear(object? sender, EventArgs e) => _redraw?.Signal();

    private Task RedrawAsync() => InvokeAsync(async () =>
    {
        await ReloadAsync();
        StateHasChanged();
    });

    public override ValueTask DisposeAsync()
    {
        Injections.Changed -= Hear;
        Loads.Changed -= Hear;
        _redraw?.Dispose();
        return base.DisposeAsync();
    }
}
