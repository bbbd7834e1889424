using Baton.Core.Tools;
using Baton.Engine.Policies;
using Baton.Engine.Tools;
using Baton.Web.Agents;
using Baton.Web.Frame.Keys;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Baton.Web.Tools;

/// <summary>All tools at a glance: what there is, who may use it, and how it is used.</summary>
public sealed partial class ToolsPage
{
    private readonly IReadOnlyList<PageKey> _keys;
    private IReadOnlyList<ToolDefinition> _defined = [];
    private IReadOnlyList<ToolListed> _rows = [];
    private int _at = -1;

    public ToolsPage() => _keys =
    [
        new("j", "Next tool", () => MoveAsync(+1)),
        new("k", "Tool before", () => MoveAsync(-1)),
        new("o", "Open the tool", OpenAsync),
        new("n", "Add a tool", () => GoAsync("define")),
    ];

    /// <summary>The tool that is shown beside the list.</summary>
    [SupplyParameterFromQuery] public string? Tool { get; set; }

    /// <summary>The tool that is edited; empty for a new one.</summary>
    [SupplyParameterFromQuery] public string? Define { get; set; }

    /// <summary>Whether a document is imported.</summary>
    [SupplyParameterFromQuery] public string? Import { get; set; }

    [Inject] private ToolRegistry Registry { get; set; } = null!;
    [Inject] private ToolFigures Figures { get; set; } = null!;
    [Inject] private Configurations Configurations { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private IJSRuntime Browser { get; set; } = null!;

    private string Summary => $"{AgentWords.Number(_defined.Count)} of your own, {AgentWords.Number(_rows.Count - _defined.Count)} of Baton's";

    private string Closed => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { ["tool"] = null, ["define"] = null, ["import"] = null });

    protected override async Task LoadAsync(CancellationToken gone)
    {
        var used = await Figures.ReadAsync(Viewer.Workspace, TimeSpan.FromDays(1), gone);
        var agents = Configurations.Of(Viewer.Workspace).Agents.Values;
        _defined = Registry.DefinedIn(Viewer.Workspace);
        var named = OwnTools.NamedBy(agents.Where(a => !a.Tools.IsDefault).SelectMany(a => a.Tools));
        _rows = [.. _defined.Concat(OwnTools.All).Concat(named).Select(t => new ToolListed(t, ToolWords.Holders(t, agents), used.GetValueOrDefault(t.Name, ToolFigure.None)))];
        _at = Math.Min(_at, _rows.Count - 1);
    }

    private string Href(string parameter, string value = "") => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["tool"] = null,
        ["define"] = null,
        ["import"] = null,
        [parameter] = value,
    });

    private static string TimelineHref(string tool) => $"/timeline?type=baton.tool.used&q={Uri.EscapeDataString(tool)}";

    private Task MoveAsync(int by)
    {
        if (_rows.Count == 0) return Task.CompletedTask;
        _at = Math.Clamp(_at + by, 0, _rows.Count - 1);
        StateHasChanged();
        return Browser.InvokeVoidAsync("baton.reveal", $"#tool-{_at}").AsTask();
    }

    private Task OpenAsync()
    {
        if (_at >= 0) Navigation.NavigateTo(Href("tool", _rows[_at].Tool.Name));
        return Task.CompletedTask;
    }

    private Task GoAsync(string panel)
    {
        if (Viewer.Can(Rights.Admin)) Navigation.NavigateTo(Href(panel));
        return Task.CompletedTask;
    }

    private async Task RemovedAsync()
    {
        await ReloadAsync();
        Navigation.NavigateTo(Closed);
    }
}

/// <summary>A tool as the list shows it.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Holders">The agents that may use it.</param>
/// <param name="Figure">How it was used in the last 24 hours.</param>
public sealed record ToolListed(ToolDefinition Tool, IReadOnlyList<string> Holders, ToolFigure Figure);
