using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Baton.Core.Policies;
using Baton.Core.Policies.Linting;
using Baton.Engine.Policies;
using Baton.Engine.Policies.Drafting;
using Baton.Engine.Storage.Rows;
using Baton.Web.Policies.Drafting;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Policies;

/// <summary>The policy in plain sentences, as the draft has it or as it decides: how often each rule decided, its history, and changing it.</summary>
public sealed partial class PolicyPage
{
    // Counting uses reads a week of counters; a burst of events must not ask for that ten times a second.
    private static readonly TimeSpan UsesAreFresh = TimeSpan.FromSeconds(5);

    private IReadOnlyList<PolicyRow> _versions = [];
    private IReadOnlyList<PolicySection> _sections = [];
    private IReadOnlyList<PolicyChange> _draftChanges = [];
    private IReadOnlyList<LintFinding>? _findings;
    private IReadOnlyList<MemberRow> _people = [];
    private IReadOnlyList<Present> _others = [];
    private FrozenDictionary<string, IReadOnlyList<double>> _uses = FrozenDictionary<string, IReadOnlyList<double>>.Empty;
    private Policy? _policy;
    private Policy? _drafted;
    private Policy? _shown;
    private JsonObject _document = [];
    private PolicyRow? _published;
    private DraftRow? _draft;
    private DraftPresence.Seat? _seat;
    private StudioPage _page = StudioPage.ReadOnly;
    private (string? Url, string? Now) _open;
    private Offers? _offers;
    private string? _offersFor;
    private long? _usesRead;

    /// <summary>The kind of rules shown; all without one.</summary>
    [SupplyParameterFromQuery] public string? Tab { get; set; }

    /// <summary>What is open on the right: <c>draft</c> or <c>history</c>.</summary>
    [SupplyParameterFromQuery] public string? Open { get; set; }

    /// <summary>The version whose changes are open in the history.</summary>
    [SupplyParameterFromQuery] public int? Version { get; set; }

    /// <summary><c>published</c> shows what decides although there is a draft.</summary>
    [SupplyParameterFromQuery] public string? View { get; set; }

    /// <summary>The rule that is open for editing, as <c>kind:id</c>; <c>kind:</c> adds one.</summary>
    [SupplyParameterFromQuery] public string? Edit { get; set; }

    [Inject] private PolicyDesk Desk { get; set; } = null!;
    [Inject] private DraftDesk Drafts { get; set; } = null!;
    [Inject] private DraftPresence Presence { get; set; } = null!;
    [Inject] private OffersDesk OffersDesk { get; set; } = null!;
    [Inject] private PolicyLint Lint { get; set; } = null!;
    [Inject] private Configurations Configurations { get; set; } = null!;
    [Inject] private RuleUses Uses { get; set; } = null!;
    [Inject] private Members Members { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    private bool ShowsDraft => _draft is not null && View != "published";

    private Policy? Shown => ShowsDraft ? _drafted : _policy;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        if (!RendererInfo.IsInteractive || !Viewer.Can(Rights.Admin)) return;
        _seat = Presence.Enter(Viewer.Workspace, Viewer.Email, Viewer.Name);
        Presence.Changed += OnPresence;
        _page = _page with { Editing = new DraftEditing(Drafts, Viewer, () => InvokeAsync(SeeChangeAsync)) };
    }

    protected override async Task LoadAsync(CancellationToken gone)
    {
        // The page may be drawn whenever this waits: it has all of a version, or nothing of it.
        var policy = Configurations.Of(Viewer.Workspace).Policy;
        var isOther = policy.Version != _policy?.Version;
        var (versions, people) = isOther ? (await Desk.VersionsAsync(Viewer.Workspace, gone), await Members.ListAsync(Viewer.Workspace)) : (_versions, _people);
        var draft = await Desk.DraftAsync(Viewer.Workspace, gone);
        if (isOther || draft != _draft)
        {
            _drafted = draft is null ? null : PolicyReader.Read(draft.Document, 0);
            _draftChanges = _drafted is null ? [] : PolicyDiff.Between(policy, _drafted);
            (_draft, _policy, _versions, _people) = (draft, policy, versions, people);
            _published = versions.FirstOrDefault(version => version.Version == policy.Version);
            Show(policy);
            _findings = null;
            if (RendererInfo.IsInteractive) _ = LookAsync(draft, _drafted);
        }

        if (Edit is not null && _page.Editing is not null && _offersFor != Edit) (_offersFor, _offers) = (Edit, await OffersDesk.OfAsync(Viewer.Workspace, gone));
        Show(policy);
        Place();
        if (_usesRead is { } read && Clock.GetElapsedTime(read) < UsesAreFresh)
            return;
        _usesRead = Clock.GetTimestamp();
        _uses = await Uses.ReadAsync(Viewer.Workspace, gone);
    }

    private void Show(Policy published)
    {
        if (ReferenceEquals(_shown, Shown)) return;
        _shown = Shown!;
        _sections = PolicySection.Of(_shown, published, ShowsDraft ? _draftChanges : []);
        _document = JsonNode.Parse(_shown.Document)!.AsObject();
    }

    // Looking at a large policy takes longer than anybody should wait for the draft itself.
    private async Task LookAsync(DraftRow? draft, Policy? drafted)
    {
        try
        {
            var findings = drafted is null ? [] : await Lint.LookAsync(Viewer.Workspace, drafted);
            if (_draft != draft) return;
            _findings = findings;
            StateHasChanged();
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }

    private async Task SeeChangeAsync()
    {
        await ReloadAsync();
        StateHasChanged();
    }

    private void OnPresence(string workspace)
    {
        if (workspace != Viewer.Workspace) return;
        _ = InvokeAsync(() =>
        {
            Place();
            StateHasChanged();
        });
    }

    private void Place()
    {
        var open = ShowsDraft || _draft is null ? Edit : null;
        if (_open.Url != open) _open = (open, null);
        _seat?.Open(_open.Now ?? open);
        _others = _seat is null ? [] : Presence.Beside(_seat);
        _page = _page with
        {
            Open = open,
            Renamed = _open.Now,
            Offers = _offers,
            Document = _document,
            Others = _others.Where(other => other.At is not null).ToLookup(other => other.At!, other => other.Name, StringComparer.Ordinal),
            HrefOfRule = rule => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { ["edit"] = rule, ["view"] = null }),
            OnNamed = rule => _open.Now = rule,
        };
    }

    private string NameOf(string author) => author switch
    {
        "baton" => "Baton",
        ['k', 'e', 'y', ':', .. var key] => $"the key “{key}”",
        _ => _people.FirstOrDefault(person => person.Email == author)?.Name is { Length: > 0 } name ? name : author,
    };

    private string HrefOfVersion(int? version) => Navigation.GetUriWithQueryParameter("version", version);

    private string Href(string name, string? value) => Navigation.GetUriWithQueryParameters(
        name == "open" ? new Dictionary<string, object?>(StringComparer.Ordinal) { ["open"] = value, ["version"] = null } : new Dictionary<string, object?>(StringComparer.Ordinal) { [name] = value });

    public override async ValueTask DisposeAsync()
    {
        Presence.Changed -= OnPresence;
        _seat?.Dispose();
        await base.DisposeAsync();
    }
}
