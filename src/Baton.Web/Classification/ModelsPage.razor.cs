using Baton.Core.Classification;
using Baton.Core.Events;
using Baton.Engine.Classification;
using Baton.Engine.Storage.Journaling;
using Baton.Web.Frame.Live;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Classification;

/// <summary>The classifiers of a workspace: versions, how well each does, what they learn from, and which one decides.</summary>
public sealed partial class ModelsPage
{
    private Conflator? _redraw;
    private IReadOnlyList<ModelCard> _models = [];
    private IReadOnlyList<TrainingRun> _trainings = [];
    private ModelCard? _model;
    private ModelVersion? _shown;
    private string? _refusal;

    /// <summary>The model that is shown; the first without one.</summary>
    [SupplyParameterFromQuery] public string? Model { get; set; }

    /// <summary>The version whose evaluation is shown; the newest without one.</summary>
    [SupplyParameterFromQuery] public string? Version { get; set; }

    [Inject] private ModelDesk Desk { get; set; } = null!;
    [Inject] private ModelTraining Training { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private EvaluationResult? Compared => _shown is null || _shown.Version == _model?.InForce ? null : _model?.Versions.FirstOrDefault(version => version.Version == _model.InForce)?.Evaluation;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        if (!RendererInfo.IsInteractive)
            return;
        // That a training got further is no commit.
        _redraw = new Conflator(RedrawAsync, Conflator.Redraw);
        Training.Changed += Hear;
    }

    protected override async Task LoadAsync(CancellationToken gone)
    {
        _models = await Desk.ListAsync(Viewer.Workspace, gone);
        _model = _models.FirstOrDefault(model => model.Name == Model) ?? (_models.Count > 0 ? _models[0] : null);
        _shown = _model?.Versions.FirstOrDefault(version => version.Version == Version) ?? (_model is { Versions: [var newest, ..] } ? newest : null);
        _trainings = [.. Training.List(Viewer.Workspace).Where(run => run.Model == _model?.Name)];
    }

    private async Task PromoteAsync(ModelVersion version)
    {
        _refusal = Viewer.Can(Rights.Admin) ? null : "Only an admin puts a version in force.";
        try
        {
            if (_refusal is null)
                await Desk.PromoteAsync(Viewer.Workspace, version.Model, version.Version, Actor.Person(Viewer.Email), note: null);
        }
        catch (JournalException fault)
        {
            _refusal = $"Nothing was changed: {fault.Message}";
        }

        await ReloadAsync();
    }

    private async Task BegunAsync(string name)
    {
        Navigation.NavigateTo(Href(name, null));
        await ReloadAsync();
    }

    private bool IsBefore(ModelVersion version) => _model!.Versions.Any(other => other.Version == _model.InForce && other.Number > version.Number);

    private static string Standing(ModelCard model) => model switch
    {
        { Versions.Count: 0 } => "not trained yet",
        { InForce: null } => "no version in force: rules that ask it are never sure",
        _ => $"version {model.Versions.FirstOrDefault(version => version.Version == model.InForce)?.Number} in force, put so by {model.By}",
    };

    private string Href(string model, string? version) => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { ["model"] = model, ["version"] = version });

    private void Hear(object? sender, EventArgs e) => _redraw?.Signal();

    private Task RedrawAsync() => InvokeAsync(async () =>
    {
        await ReloadAsync();
        StateHasChanged();
    });

    public override ValueTask DisposeAsync()
    {
        Training.Changed -= Hear;
        _redraw?.Dispose();
        return base.DisposeAsync();
    }
}
