using Baton.Engine.Handoffs;
using Baton.Engine.Handoffs.Wall;
using Baton.Engine.Storage.Rows;
using Baton.Web.Frame.Keys;
using Baton.Web.Frame.Live;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Baton.Web.Handoffs.Wall;

/// <summary>The desk on the wall: queues, people, clocks, and what the agents leave to people. Every number opens the cases it counts.</summary>
public sealed partial class WallPage
{
    private const int Most = 200;

    private readonly IReadOnlyList<PageKey> _keys;
    private readonly Func<WallSet, WallPart?, string> _hrefOf;
    private WallFigures? _figures;
    private WallTime _time = new(default, default, default);
    private IReadOnlyList<HandoffLine> _lines = [];
    private int _count;
    private IReadOnlyList<MemberRow> _people = [];

    public WallPage()
    {
        _keys = [.. WallSpan.All.Select((span, i) => new PageKey($"{i + 1}", $"Look back: {span.Title.ToLowerInvariant()}", () => GoAsync(span))), new PageKey("p", "Pause or go on", ToggleAsync)];
        _hrefOf = (set, part) => HrefOf(set, part);
    }

    /// <summary>Over which time: <c>today</c>, <c>week</c> or <c>month</c>.</summary>
    [SupplyParameterFromQuery] public string? Range { get; set; }

    [SupplyParameterFromQuery] public string? Queue { get; set; }

    [SupplyParameterFromQuery] public string? Person { get; set; }

    [SupplyParameterFromQuery] public string? Agent { get; set; }

    /// <summary>Whose cases are listed: a name of <see cref="WallSet"/>.</summary>
    [SupplyParameterFromQuery] public string? Of { get; set; }

    /// <summary>Of which part they are.</summary>
    [SupplyParameterFromQuery] public string? In { get; set; }

    [Inject] private HandoffFigures Figures { get; set; } = null!;
    [Inject] private Members Members { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    protected override TimeSpan Pace => Conflator.Glance;

    private WallSpan Span => WallSpan.Find(Range) ?? WallSpan.All[0];

    private WallSet? Set => Enum.TryParse<WallSet>(Of, ignoreCase: true, out var set) && Enum.IsDefined(set) ? set : null;

    private WallPart? Part => WallPart.Read(In);

    private WallFilter Filter => new(Given(Queue), Given(Person), Given(Agent));

    private IEnumerable<(string Name, string Label, string Value)> Chips => new (string Name, string Label, string? Value)[]
    {
        ("queue", "queue", Filter.Queue), ("person", "person", Filter.Person is { } person ? NameOf(person) : null), ("agent", "agent", Filter.Agent),
    }.Where(c => c.Value is not null).Select(c => (c.Name, c.Label, c.Value!));

    protected override async Task LoadAsync(CancellationToken gone)
    {
        _people = await Members.ListAsync(Viewer.Workspace);
        _time = Span.Of(Clock.GetUtcNow());
        _figures = await Figures.ReadAsync(Viewer.Workspace, _time, Filter, gone);
        (_count, _lines) = Set is { } set ? await Figures.ListAsync(Viewer.Workspace, _time, Filter, set, Part is { } part ? part.Has : null, Most, gone) : (0, []);
    }

    private string HrefOf(WallSet? set, WallPart? part) => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { ["of"] = set?.ToString().ToLowerInvariant(), ["in"] = part?.ToString() });

    private string ListTitle(WallSet set) => Part switch
    {
        null => WallWords.Title(set),
        { Kind: "person" } part => $"{WallWords.Title(set)}: {NameOf(part.Value)}",
        { Kind: "cause" } part => $"{WallWords.Title(set)}: {WallWords.Cause(part.Value)}",
        { } part => $"{WallWords.Title(set)}: {part.Value}",
    };

    private string CsvHref(string by) => QueryHelpers.AddQueryString("/handoffs/wall.csv", new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["by"] = by, ["range"] = Span.Name, ["queue"] = Filter.Queue, ["person"] = Filter.Person, ["agent"] = Filter.Agent,
    }.Where(p => p.Value is not null));

    private string NameOf(string email) => _people.FirstOrDefault(p => p.Email == email)?.Name is { Length: > 0 } name ? name : email;

    private Task GoAsync(WallSpan span)
    {
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("range", span == WallSpan.All[0] ? null : span.Name));
        return Task.CompletedTask;
    }

    private Task ToggleAsync()
    {
        if (IsPaused) return ResumeAsync();
        Pause();
        return Task.CompletedTask;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
