using Baton.Core.Deciding;
using Baton.Engine.Insights;
using Baton.Engine.Policies;
using Baton.Web.Frame.Live;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Insights;

/// <summary>The heat maps of conflicts, from the counters of the last day.</summary>
public sealed partial class ConflictMaps
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private HeatMap? _acts;
    private HeatMap? _hours;
    private (ConflictCount Conflict, RuleOffer Offer)? _hottest;
    private string? _told;
    private bool _isBusy;

    [Inject] private Conflicts Conflicts { get; set; } = null!;
    [Inject] private Configurations Configurations { get; set; } = null!;
    [Inject] private PolicyDesk Policies { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    /// <inheritdoc/>
    protected override TimeSpan Pace => Conflator.Glance;

    private WorkspaceConfig Config => Configurations.Of(Viewer.Workspace);

    protected override async Task LoadAsync(CancellationToken gone)
    {
        // Whole hours, the last one under way: what a cell counts is what its link lists.
        var now = Clock.GetUtcNow();
        var to = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(1);
        var from = to - Window;
        var conflicts = await Conflicts.ReadAsync(Viewer.Workspace, from, to, gone);
        (_acts, _hours) = (HeatMap.ByAct(conflicts, from, to), HeatMap.ByHour(conflicts, from, to));
        if (_told is null) _hottest = HeatMap.Hottest(conflicts, Config);
    }

    private async Task AddAsync(RuleOffer offer)
    {
        if (_isBusy || !Viewer.Can(Rights.Admin)) return;
        _isBusy = true;
        try
        {
            var document = (await Policies.DraftAsync(Viewer.Workspace))?.Document ?? Config.Policy.Document;
            if (offer.IsIn(document))
            {
                _told = "The draft has it already.";
                return;
            }

            var faults = await Policies.PutDraftAsync(Viewer.Workspace, offer.AddTo(document), Viewer.Email);
            _told = faults.Count == 0 ? "It is in the draft now." : $"It could not be added: {faults[0].Detail}";
        }
        finally
        {
            _isBusy = false;
        }
    }
}
