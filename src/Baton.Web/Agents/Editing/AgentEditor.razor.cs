using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Tools;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Experiments;
using Baton.Engine.Credentials;
using Baton.Engine.Mcp;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Tools;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Baton.Web.Agents.Editing;

/// <summary>Defines an agent, or changes its definition, held to what the API is held to.</summary>
public sealed partial class AgentEditor
{
    private AgentForm _form = null!;
    private TypedFaults _faults = TypedFaults.None;
    private Offers _offers = Offers.None;
    private IReadOnlyList<string> _credentials = [];
    private IReadOnlyList<string> _servers = [];
    private IReadOnlyList<string> _tools = [];
    private string? _told;
    private bool _isReady;
    private bool _isBusy;
    private bool _wantsFault;

    /// <summary>The agent's name; empty for a new one.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>Its definition, if it has one.</summary>
    [Parameter] public AgentDefinition? Known { get; set; }

    [Parameter, EditorRequired] public string CloseHref { get; set; } = "";

    /// <summary>The departments there are, to choose from.</summary>
    [Parameter] public IReadOnlyList<string> Departments { get; set; } = [];

    [CascadingParameter] private Viewer Viewer { get; set; } = null!;

    [Inject] private AgentDesk Desk { get; set; } = null!;
    [Inject] private Configurations Configurations { get; set; } = null!;
    [Inject] private CredentialDesk Credentials { get; set; } = null!;
    [Inject] private McpDesk Servers { get; set; } = null!;
    [Inject] private ToolRegistry Tools { get; set; } = null!;
    [Inject] private OffersDesk OffersDesk { get; set; } = null!;
    [Inject] private IEnumerable<IBuiltInAgent> BuiltIns { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private IJSRuntime Browser { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _form = new AgentForm(Name, Known);
        _offers = await OffersDesk.OfAsync(Viewer.Workspace);
        _credentials = [.. (await Credentials.ListAsync(Viewer.Workspace)).Select(c => c.Name)];
        _servers = [.. (await Servers.ListAsync(Viewer.Workspace)).Select(s => s.Name)];
        _tools = [.. Tools.DefinedIn(Viewer.Workspace).Concat(OwnTools.All).Select(t => t.Name).Distinct(StringComparer.Ordinal)];
        _isReady = true;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_wantsFault) return;
        _wantsFault = false;
        await Browser.InvokeVoidAsync("baton.focus", "#agent-form [aria-invalid=true]");
    }

    // Faults of another kind's fields say nothing any more.
    private void Forget() => (_faults, _told) = (TypedFaults.None, null);

    private AgentDefinition? Read()
    {
        var (agent, faults) = _form.Read([.. BuiltIns], Configurations.Of(Viewer.Workspace).Agents);
        (_faults, _wantsFault) = (faults, agent is null);
        _told = faults.Count switch
        {
            0 => null,
            _ when faults.Of("/version") is { } changed => changed,
            1 => "One thing is not right yet; it says so beside its field.",
            var count => $"{count} things are not right yet; each says so beside its field.",
        };
        StateHasChanged();
        return agent;
    }

    private async Task SaveAsync()
    {
        if (_isBusy) return;
        if (!Viewer.Can(Rights.Admin))
        {
            _told = "Defining agents takes the role Admin.";
            return;
        }

        if (Read() is not { } agent) return;
        if (Known is null && Name.Length == 0 && Configurations.Of(Viewer.Workspace).Agent(agent.Name) is not null)
        {
            _told = $"There is an agent called {agent.Name} already. Choose another name, or edit that one.";
            return;
        }

        _isBusy = true;
        try
        {
            await Desk.DefineAsync(Viewer.Workspace, agent, Actor.Person(Viewer.Email));
            Navigation.NavigateTo(CloseHref);
        }
        catch (ExperimentException refused)
        {
            _told = refused.Message;
        }
        catch (JournalException)
        {
            _told = "It could not be written to disk, so nothing has changed. Try again in a moment.";
        }
        finally
        {
            _isBusy = false;
        }
    }
}
