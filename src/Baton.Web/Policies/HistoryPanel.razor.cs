using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Rows;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Policies;

/// <summary>Published versions, compared in sentences.</summary>
public sealed partial class HistoryPanel
{
    private IReadOnlyList<PolicyChange>? _changed;
    private IReadOnlyList<PolicyChange> _back = [];
    private string? _note;
    private string? _refusal;

    [Parameter, EditorRequired] public IReadOnlyList<PolicyRow> Versions { get; set; } = [];

    /// <summary>What decides now.</summary>
    [Parameter, EditorRequired] public Policy Published { get; set; } = null!;

    /// <summary>The version whose changes are shown; the list of all without one.</summary>
    [Parameter] public int? Selected { get; set; }

    /// <summary>The name of an author.</summary>
    [Parameter, EditorRequired] public Func<string, string> NameOf { get; set; } = null!;

    /// <summary>Leads to a version, or to the list.</summary>
    [Parameter, EditorRequired] public Func<int?, string> HrefOf { get; set; } = null!;

    [Parameter, EditorRequired] public string CloseHref { get; set; } = "";
    [Parameter, EditorRequired] public EventCallback OnDone { get; set; }
    [CascadingParameter] private Viewer Viewer { get; set; } = null!;
    [Inject] private PolicyDesk Desk { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private PolicyRow? Chosen => Versions.FirstOrDefault(version => version.Version == Selected);

    protected override void OnParametersSet()
    {
        if (Chosen is not { } chosen)
            return;
        var policy = Read(chosen);
        _changed = Versions.FirstOrDefault(version => version.Version < chosen.Version) is { } before ? PolicyDiff.Between(Read(before), policy) : null;
        _back = PolicyDiff.Between(Published, policy);
    }

    private async Task RestoreAsync()
    {
        if (!Viewer.Can(Rights.Admin))
        {
            _refusal = "Only an admin publishes.";
            return;
        }

        try
        {
            _refusal = await Desk.RestoreAsync(Viewer.Workspace, Chosen!.Version, Actor.Person(Viewer.Email), _note) is null ? "There is no such version." : null;
        }
        catch (CooldownTooLongException later)
        {
            _refusal = later.Message;
        }
        catch (RolloutRefusedException tried)
        {
            _refusal = tried.Message;
        }

        await OnDone.InvokeAsync();
        if (_refusal is null)
            Navigation.NavigateTo(CloseHref);
    }

    private static Policy Read(PolicyRow row) => PolicyReader.Read(row.Document, row.Version);
}
