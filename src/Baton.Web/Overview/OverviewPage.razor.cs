using Baton.Engine.Agents;
using Baton.Engine.Handoffs;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Upkeep;
using Baton.Engine.Timeline;
using Baton.Web.Frame.Live;
using Baton.Web.SignIn;
using Baton.Web.Timeline;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Baton.Web.Overview;

/// <summary>
/// Is everything all right? What moves is read at each change; figures once a second; what takes counting of the whole log every ten.
/// </summary>
public sealed partial class OverviewPage : LivePage
{
    private const int LiveRows = 12;
    private const int Minutes = 60;
    private static readonly TimeSpan FigureAge = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProofAge = TimeSpan.FromSeconds(10);

    private IReadOnlyList<FoldedRow> _live = [];
    private IReadOnlyList<FlowMinute> _minutes = [];
    private IReadOnlyList<AgentLine> _agents = [];
    private IReadOnlyList<Need> _needs = [];
    private VerdictFlow _verdicts = VerdictFlow.Of([]);
    private ConflictMap _conflicts = ConflictMap.Of([]);
    private FlowTotals _totals = new(0, 0, 0);
    private FlowProof? _proof;
    private string _workspace = "";
    private string? _fault;
    private long _figured;
    private long _proven;

    [Inject] private TimelineWindows Windows { get; set; } = null!;
    [Inject] private FlowFigures Figures { get; set; } = null!;
    [Inject] private AgentOverviews Agents { get; set; } = null!;
    [Inject] private HandoffQueue Handoffs { get; set; } = null!;
    [Inject] private Configurations Configurations { get; set; } = null!;
    [Inject] private LedgerReader Ledger { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Person { get; set; } = null!;

    private DateTimeOffset HourAgo => _minutes.Count > 0 ? _minutes[0].From : Clock.GetUtcNow();

    private DateTimeOffset DayAgo => Clock.GetUtcNow().AddDays(-1);

    protected override async Task LoadAsync(CancellationToken gone)
    {
        try
        {
            var viewer = Viewer.Of((await Person).User);
            _workspace = viewer.Workspace;
            if (IsOld(_figured, FigureAge)) await FigureAsync(viewer, gone);
            if (RendererInfo.IsInteractive && IsOld(_proven, ProofAge)) _ = ProveAsync(gone);
            _live = [.. (await Windows.BeforeAsync(_workspace, TimelineFilter.None, SeqSpan.All, long.MaxValue, LiveRows, gone)).Select(e => new FoldedRow(e, []))];
            _fault = null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _fault = fault.Message;
        }
    }

    private async Task FigureAsync(Viewer viewer, CancellationToken gone)
    {
        _figured = Clock.GetTimestamp();
        var now = Clock.GetUtcNow();
        _minutes = await Figures.MinutesAsync(_workspace, now, Minutes, gone);
        _verdicts = VerdictFlow.Of(_minutes);
        _agents = await Agents.ListAsync(_workspace, gone);
        var trouble = await Figures.TroubleAsync(_workspace, gone);
        var counts = await Handoffs.CountAsync(_workspace, viewer.Email, queue: null, now, gone);
        var waiting = counts.Waiting == 0 ? [] : await Handoffs.ReadAsync(_workspace, HandoffView.Waiting, viewer.Email, queue: null, 1, gone);
        _needs = Needs.Of(counts, waiting is [var first, ..] ? first : null, _agents, trouble.Quarantined, trouble.Failed, now);
    }

    // What takes longer than a redraw may comes in beside it. The count of the log is of the whole installation, so it is shown only where there is one workspace.
    private async Task ProveAsync(CancellationToken gone)
    {
        _proven = Clock.GetTimestamp();
        try
        {
            _totals = await Figures.TotalsAsync(_workspace, Clock.GetUtcNow(), gone);
            _conflicts = ConflictMap.Of(await Figures.HeldBackAsync(_workspace, DayAgo, gone));
            if (Configurations.Workspaces.Count() == 1) _proof = FlowProof.Of(await Task.Run(Ledger.Count, gone), Clock.GetUtcNow());
            if (!gone.IsCancellationRequested) StateHasChanged();
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }

    private bool IsOld(long read, TimeSpan age) => read == 0 || Clock.GetElapsedTime(read) >= age;

    private string? DepartmentOf(string agent) => Configurations.Of(_workspace).Agent(agent)?.Department;
}
