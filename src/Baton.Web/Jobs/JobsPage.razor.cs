using Baton.Engine.Jobs;
using Baton.Web.Frame.Live;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Jobs;

/// <summary>What Baton does again and again beside the events, how it went, and a run out of turn.</summary>
public sealed partial class JobsPage
{
    private Conflator? _redraw;
    private IReadOnlyList<JobStatus> _jobs = [];
    private string? _refusal;

    /// <summary>The job whose runs are open.</summary>
    [SupplyParameterFromQuery] public string? Job { get; set; }

    [Inject] private JobDesk Desk { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private string Summary => _jobs.Count(job => job.IsFailing) switch
    {
        0 => $"{_jobs.Count} jobs, all well",
        1 => $"{_jobs.Count} jobs, one failing",
        var failing => $"{_jobs.Count} jobs, {failing} failing",
    };

    protected override void OnInitialized()
    {
        base.OnInitialized();
        if (!RendererInfo.IsInteractive)
            return;
        // That a run begins is no commit, so the live signal does not tell of it.
        _redraw = new Conflator(RedrawAsync, Conflator.Redraw);
        Desk.Changed += Hear;
    }

    protected override async Task LoadAsync(CancellationToken gone) =>
        _jobs = await Desk.ListAsync(Job is null ? JobRow.Marks : JobRunner.KeptRuns, gone);

    private async Task RunAsync(string job)
    {
        _refusal = Viewer.Can(Rights.Operate) ? null : "Only an operator or an admin runs jobs.";
        if (_refusal is null)
            await Desk.RunNowAsync(job, Viewer.Email);
        await ReloadAsync();
    }

    private string HrefOf(string? job) => Navigation.GetUriWithQueryParameter("job", job);

    private void Hear(object? sender, EventArgs e) => _redraw?.Signal();

    private Task RedrawAsync() => InvokeAsync(async () =>
    {
        await ReloadAsync();
        StateHasChanged();
    });

    public override ValueTask DisposeAsync()
    {
        Desk.Changed -= Hear;
        _redraw?.Dispose();
        return base.DisposeAsync();
    }
}
