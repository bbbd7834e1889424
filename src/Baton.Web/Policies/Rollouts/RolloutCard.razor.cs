using Baton.Core.Events;
using Baton.Core.Rollouts;
using Baton.Engine.Policies;
using Baton.Engine.Policies.Publishing;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Policies.Rollouts;

/// <summary>What is tried with a share of the customers.</summary>
public sealed partial class RolloutCard
{
    // The page redraws with every event; the figures need not.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private IReadOnlyList<RolloutTrial> _trials = [];
    private long? _read;
    private int _share = 10;
    private double? _times = 2;
    private string? _refusal;

    /// <summary>Whether there is a draft that could be tried.</summary>
    [Parameter, EditorRequired] public bool HasDraft { get; set; }

    /// <summary>After something was begun, changed or ended.</summary>
    [Parameter, EditorRequired] public EventCallback OnDone { get; set; }

    [CascadingParameter] private Viewer Viewer { get; set; } = null!;
    [Inject] private RolloutQueries Queries { get; set; } = null!;
    [Inject] private RolloutDesk Desk { get; set; } = null!;
    [Inject] private Publisher Publisher { get; set; } = null!;
    [Inject] private Configurations Configurations { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    private int Published => Configurations.Of(Viewer.Workspace).Policy.Version;

    protected override async Task OnParametersSetAsync()
    {
        var config = Configurations.Of(Viewer.Workspace);
        var isSame = config.Rollout is { } rollout ? _trials is [{ Rule: null } shown, ..] && shown.Version == rollout.Policy.Version && shown.Begun == rollout.Begun
            : _trials.All(trial => trial.Rule is not null && trial.Version == config.Policy.Version) && (_trials.Count > 0 || config.Policy.Canaries.IsEmpty);
        if (isSame && _read is { } read && Clock.GetElapsedTime(read) < Fresh)
            return;
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var before = _trials;
        _trials = await Queries.ReadAsync(Viewer.Workspace);
        _read = Clock.GetTimestamp();
        if (_trials is [{ Rule: null } tried, ..] && (before.Count == 0 || before[0].Begun != tried.Begun))
            _share = tried.Share;
    }

    private async Task TryAsync()
    {
        var terms = new RolloutTerms(_share, _times is { } times ? new StopLimit(times, Points: null, StopLimit.UsualDecisions) : null);
        Publication? publication = null;
        await DoAsync(async () => (publication = await Publisher.PublishAsync(Viewer.Workspace, Actor.Person(Viewer.Email), note: null, terms)) is Publication.Done done ? done.Version : null,
            "The draft was published or removed by somebody else meanwhile.");
        _refusal = publication switch
        {
            Publication.Waiting => "It is asked for, and waits for a second person's yes.",
            Publication.Refused refused => string.Join(' ', refused.Faults.Select(fault => fault.Detail)),
            _ => _refusal,
        };
    }

    private Task ShareAsync() => DoAsync(() => Desk.ShareAsync(Viewer.Workspace, _share, Actor.Person(Viewer.Email)));

    private Task PromoteAsync() => DoAsync(() => Desk.PromoteAsync(Viewer.Workspace, Actor.Person(Viewer.Email)));

    private Task StopAsync() => DoAsync(() => Desk.StopAsync(Viewer.Workspace, Actor.Person(Viewer.Email), why: null));

    private async Task DoAsync(Func<Task<int?>> act, string nothing = "It was promoted or stopped meanwhile.")
    {
        _refusal = !Viewer.Can(Rights.Admin) ? "Only an admin decides what is tried."
            : _share is < RolloutJson.LeastShare or > RolloutJson.MostShare ? "Choose 0 to 99 % of the customers; 0 puts it in shadow."
            : _times is < 1 or > 100 ? "Choose 1 to 100 times as often, or nothing."
            : null;
        if (_refusal is not null)
            return;
        try
        {
            _refusal = await act() is null ? nothing : null;
        }
        catch (Exception refused) when (refused is RolloutRefusedException or CooldownTooLongException)
        {
            _refusal = refused.Message;
        }

        await ReadAsync();
        await OnDone.InvokeAsync();
    }
}
