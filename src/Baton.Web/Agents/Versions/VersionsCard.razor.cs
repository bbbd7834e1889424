using Baton.Core.Agents.Experiments;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Experiments;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Journaling;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Agents.Versions;

/// <summary>An agent's versions and the trial that is under way.</summary>
public sealed partial class VersionsCard
{
    private IReadOnlyList<AgentVersion> _versions = [];
    private ExperimentReport? _report;
    private int _inForce;
    private int _share = 10;
    private int _shown = 5;
    private string? _told;

    /// <summary>The agent's name.</summary>
    [Parameter, EditorRequired] public string Agent { get; set; } = "";

    /// <summary>After something was changed.</summary>
    [Parameter] public EventCallback OnDone { get; set; }

    [Inject] private VersionHistory History { get; set; } = null!;
    [Inject] private AgentDesk Desk { get; set; } = null!;
    [Inject] private ExperimentDesk Experiments { get; set; } = null!;
    [Inject] private Configurations Configurations { get; set; } = null!;

    /// <summary>Figures are glanced at.</summary>
    protected override TimeSpan Pace => TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken gone)
    {
        var before = _report?.Experiment;
        _versions = await History.ListAsync(Viewer.Workspace, Agent, gone);
        _report = await History.ReportAsync(Viewer.Workspace, Agent, gone);
        _inForce = Configurations.Of(Viewer.Workspace).Agent(Agent)?.Version ?? 0;
        if (_report?.Experiment is { } experiment && (before is null || before.Begun != experiment.Begun)) _share = experiment.Share;
    }

    private IReadOnlyList<VersionChange> ChangesOf(AgentVersion version) =>
        _versions.FirstOrDefault(v => v.Definition.Version < version.Definition.Version) is { } before ? VersionChange.Between(before.Definition, version.Definition) : [];

    private Task TryAsync(AgentVersion version) => DoAsync(async by =>
    {
        await Experiments.StartAsync(Viewer.Workspace, version.Definition, share: 10, by);
        return true;
    });

    private Task RestoreAsync(AgentVersion version) => DoAsync(by => Desk.RestoreAsync(Viewer.Workspace, version.Definition, by), "That is how it is defined now.");

    private Task ShareAsync() => DoAsync(by => _share is < 1 or > 99 ? throw new ExperimentException("Choose 1 to 99 % of the customers.") : Experiments.ShareAsync(Viewer.Workspace, Agent, _share, by));

    private Task PromoteAsync() => DoAsync(by => Experiments.PromoteAsync(Viewer.Workspace, Agent, by));

    private Task EndAsync() => DoAsync(by => Experiments.EndAsync(Viewer.Workspace, Agent, by));

    private async Task DoAsync(Func<Actor, Task<bool>> act, string nothing = "It was promoted or ended meanwhile.")
    {
        try
        {
            _told = !Viewer.Can(Rights.Admin) ? "Only an admin decides which version gets the work." : await act(Actor.Person(Viewer.Email)) ? null : nothing;
        }
        catch (ExperimentException refused)
        {
            _told = refused.Message;
        }
        catch (JournalException)
        {
            _told = "It could not be written to disk, so nothing has changed. Try again in a moment.";
        }

        await ReloadAsync();
        await OnDone.InvokeAsync();
    }
}
