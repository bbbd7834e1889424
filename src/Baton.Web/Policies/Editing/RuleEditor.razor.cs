using System.Text.Json.Nodes;
using Baton.Core.Arbitration;
using Baton.Engine.Policies;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Policies.Editing;

/// <summary>
/// Edits a copy of a rule and hands it out whenever it can be read without faults. Give each rule an editor of its own (<c>@key</c>), by something that
/// does not change when its id does.
/// </summary>
public sealed partial class RuleEditor
{
    // Members that have a field of their own here; what is wrong with any other is said below.
    private static readonly HashSet<string> Placed =
        ["id", "name", "description", "enabled", "mode", "share", "stopWhen", "when", "classify", "to", "priority", "after", "blocks", "for", "then", "while", "max", "per", "from", "timeZone", "queue"];

    private RuleCopy _copy = null!;

    /// <summary>The kind of the rule.</summary>
    [Parameter, EditorRequired] public RuleKind Kind { get; set; }

    /// <summary>The rule exactly as it stands in the document.</summary>
    [Parameter, EditorRequired] public JsonObject Rule { get; set; } = null!;

    /// <summary>What is offered.</summary>
    [Parameter, EditorRequired] public Offers Offers { get; set; } = Offers.None;

    /// <summary>The ids of the rules of this kind; its own may be among them.</summary>
    [Parameter] public IReadOnlyCollection<string> Others { get; set; } = [];

    /// <summary>Whether it was just made: its id follows its name then.</summary>
    [Parameter] public bool IsNew { get; set; }

    /// <summary>Whether its first field takes the focus when it opens.</summary>
    [Parameter] public bool Focus { get; set; }

    /// <summary>Told the whole rule after each change by the person that leaves it without faults.</summary>
    [Parameter, EditorRequired] public EventCallback<JsonObject> OnChanged { get; set; }

    /// <summary>What the person saw when they made the changes that were handed out last.</summary>
    public JsonObject SeenBefore => _copy.SentFrom;

    private IReadOnlyList<string> Unplaced =>
        [.. _copy.Faults.Where(fault => !Placed.Contains(fault.Pointer.Split('/').ElementAtOrDefault(1) ?? "")).Select(fault => FaultWords.Of(Kind, fault)).Distinct()];

    /// <summary>Shows what flowed in from others.</summary>
    public void Refresh() => StateHasChanged();

    protected override void OnParametersSet()
    {
        if (_copy?.Kind != Kind)
        {
            _copy = new RuleCopy(Kind) { Changed = ChangedAsync };
            _copy.Others = Others;
            _copy.Begin(Rule);
        }

        (_copy.Offers, _copy.Others) = (Offers, Others);
        _copy.Take(Rule);
    }

    private async Task ChangedAsync()
    {
        StateHasChanged();
        if (_copy.Faults.Count == 0) await OnChanged.InvokeAsync(_copy.Send());
    }
}
