using System.Collections.Frozen;
using Baton.Core.Policies;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Rows;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Policies;

/// <summary>The published policy in plain sentences, how often each rule decided, its history, and the draft.</summary>
public sealed partial class PolicyPage
{
    // Counting uses reads a week of counters; a burst of events must not ask for that ten times a second.
    private static readonly TimeSpan UsesAreFresh = TimeSpan.FromSeconds(5);

    private IReadOnlyList<PolicyRow> _versions = [];
    private IReadOnlyList<PolicySection> _sections = [];
    private IReadOnlyList<PolicyChange> _draftChanges = [];
    private IReadOnlyList<MemberRow> _people = [];
    private FrozenDictionary<string, IReadOnlyList<double>> _uses = FrozenDictionary<string, IReadOnlyList<double>>.Empty;
    private Policy? _policy;
    private PolicyRow? _published;
    private DraftRow? _draft;
    private long? _usesRead;

    /// <summary>The kind of rules shown; all without one.</summary>
    [SupplyParameterFromQuery] public string? Tab { get; set; }

    /// <summary>What is open on the right: <c>draft</c> or <c>history</c>.</summary>
    [SupplyParameterFromQuery] public string? Open { get; set; }

    /// <summary>The version whose changes are open in the history.</summary>
    [SupplyParameterFromQuery] public int? Version { get; set; }

    [Inject] private PolicyDesk Desk { get; set; } = null!;
    [Inject] private Configurations Configurations { get; set; } = null!;
    [Inject] private RuleUses Uses { get; set; } = null!;
    [Inject] private Members Members { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    protected override async Task LoadAsync(CancellationToken gone)
    {
        var policy = Configurations.Of(Viewer.Workspace).Policy;
        if (policy.Version != _policy?.Version)
        {
            _versions = await Desk.VersionsAsync(Viewer.Workspace, gone);
            _people = await Members.ListAsync(Viewer.Workspace);
            _published = _versions.FirstOrDefault(version => version.Version == policy.Version);
            _sections = PolicySection.Of(policy);
        }

        var draft = await Desk.DraftAsync(Viewer.Workspace, gone);
        if (draft is not null && (draft != _draft || policy.Version != _policy?.Version))
            _draftChanges = PolicyDiff.Between(policy, PolicyReader.Read(draft.Document, 0));
        (_draft, _policy) = (draft, policy);
        if (_usesRead is { } read && Clock.GetElapsedTime(read) < UsesAreFresh)
            return;
        _usesRead = Clock.GetTimestamp();
        _uses = await Uses.ReadAsync(Viewer.Workspace, gone);
    }

    private string NameOf(string author) => author switch
    {
        "baton" => "Baton",
        ['k', 'e', 'y', ':', .. var key] => $"the key “{key}”",
        _ => _people.FirstOrDefault(person => person.Email == author)?.Name is { Length: > 0 } name ? name : author,
    };

    private static string Changes(int count) => count switch
    {
        0 => "it decides exactly as what is published",
        1 => "one change",
        _ => $"{count} changes",
    };

    private string HrefOfVersion(int? version) => Navigation.GetUriWithQueryParameter("version", version);

    private string Href(string name, string? value) => Navigation.GetUriWithQueryParameters(
        name == "open" ? new Dictionary<string, object?>(StringComparer.Ordinal) { ["open"] = value, ["version"] = null } : new Dictionary<string, object?>(StringComparer.Ordinal) { [name] = value });
}
