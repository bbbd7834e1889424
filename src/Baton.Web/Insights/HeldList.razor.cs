using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Engine.Insights;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Web.Frame.Live;
using Baton.Web.Frame.Look;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Insights;

/// <summary>The list of what did not happen: one page of it, live where it begins with the newest.</summary>
public sealed partial class HeldList
{
    private const int OnAPage = 50;

    private static readonly (string Title, IReadOnlyList<string> Verdicts)[] Views =
        [("Suppressed and delayed", HeldFilter.NotDone), ("Suppressed", [Verdict.Suppress.Name()]), ("Delayed", [Verdict.Delay.Name()]), ("All held back", HeldFilter.All)];

    private Page<HeldAction>? _page;
    private string? _restoring;
    private string? _told;

    /// <summary>Which ones.</summary>
    [Parameter, EditorRequired] public HeldFilter Filter { get; set; } = new();

    /// <summary>Where the page begins; with the newest without one.</summary>
    [Parameter] public string? Cursor { get; set; }

    [Inject] private HeldActions Held { get; set; } = null!;
    [Inject] private Configurations Configurations { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    protected override TimeSpan Pace => Conflator.Glance;

    private WorkspaceConfig Config => Configurations.Of(Viewer.Workspace);

    private bool IsFiltered => Chips.Any() || Filter.Agent is not null || Filter.Rule is not null || !Filter.Verdicts.SequenceEqual(HeldFilter.NotDone, StringComparer.Ordinal);

    private IEnumerable<(string Label, string Value, HeldFilter Without)> Chips => new (string Label, string? Value, HeldFilter Without)[]
    {
        ("customer", Filter.Customer, Filter with { Customer = null }),
        ("gave way to", Filter.Act, Filter with { Act = null }),
        ("from", Moment(Filter.From), Filter with { From = null }),
        ("until", Moment(Filter.To), Filter with { To = null }),
    }.Where(chip => chip.Value is not null).Select(chip => (chip.Label, chip.Value!, chip.Without));

    protected override async Task LoadAsync(CancellationToken gone) =>
        _page = await Held.ListAsync(Viewer.Workspace, Filter, Cursor is null ? PageOf.First(OnAPage) : PageOf.Read(OnAPage, Cursor) ?? PageOf.First(OnAPage), gone);

    private void Ask(string action) => (_restoring, _told) = (_restoring == action ? null : action, null);

    private async Task RestoredAsync(string told)
    {
        (_restoring, _told) = (null, told);
        await ReloadAsync();
    }

    private void Go(HeldFilter filter) => Navigation.NavigateTo(HeldUrl.Of(filter));

    private static string? Given(ChangeEventArgs chosen) => chosen.Value is string { Length: > 0 } value ? value : null;

    private static IEnumerable<string> Options(IEnumerable<string> known, string? chosen) => chosen is null ? known : known.Append(chosen).Distinct(StringComparer.Ordinal);

    private static MarkKind MarkOf(string verdict) => VerdictWords.Parse(verdict)?.Mark() ?? MarkKind.Suppress;

    // The sentence says who wanted what first; that stands in the other columns.
    private static string? Reason(HeldAction held) => held.Sentence is { } sentence && sentence.IndexOf(". ", StringComparison.Ordinal) is var at and > 0 ? sentence[(at + 2)..] : held.Sentence;

    private static string? Moment(DateTimeOffset? time) => time is { } at ? Core.Timeline.Spans.Moment(at) : null;
}
