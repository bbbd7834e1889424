using Baton.Engine.Handoffs;
using Baton.Engine.Handoffs.Quality;
using Baton.Engine.Storage.Rows;
using Baton.Web.Frame.Live;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Handoffs.Quality;

/// <summary>Resolved cases as supervisors look at them afterwards, and what they thought. Who resolves cases sees the reviews of their own.</summary>
public sealed partial class QualityPage
{
    private const int Most = 100;

    private QualityRules _rules = new();
    private IReadOnlyList<SampledCase> _sample = [];
    private IReadOnlyList<Review> _reviews = [];
    private IReadOnlyList<QualityLine> _people = [];
    private IReadOnlyList<QualityLine> _queues = [];
    private IReadOnlyList<MemberRow> _members = [];
    private IReadOnlyList<StoryEntry> _story = [];
    private HandoffCase? _case;
    private int _count;
    private bool _isBusy;
    private string? _fault;
    private string? _told;

    /// <summary>The case that is read.</summary>
    [SupplyParameterFromQuery] public string? Case { get; set; }

    /// <summary>Whose reviews are listed.</summary>
    [SupplyParameterFromQuery] public string? Person { get; set; }

    [Inject] private QualityDesk Quality { get; set; } = null!;
    [Inject] private HandoffCases Cases { get; set; } = null!;
    [Inject] private Members Members { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    protected override TimeSpan Pace => Conflator.Glance;

    private bool IsSupervisor => Viewer.Can(Rights.Operate);

    protected override async Task LoadAsync(CancellationToken gone)
    {
        var whose = IsSupervisor ? Person : Viewer.Email;
        _members = await Members.ListAsync(Viewer.Workspace);
        _rules = await Quality.RulesAsync(Viewer.Workspace, gone);
        _reviews = await Quality.ReviewsAsync(Viewer.Workspace, whose, Most, gone);
        (_people, _queues) = await Quality.FiguresAsync(Viewer.Workspace, whose, gone);
        if (!IsSupervisor) return;
        (_count, _sample) = await Quality.SampleAsync(Viewer.Workspace, Most, gone);
        if (_case?.Line.Id != Case) _fault = null;
        _case = Case is null ? null : await Cases.ReadAsync(Viewer.Workspace, Case, cancel: gone);
        _story = _case is null ? [] : CaseStory.Of(_case, NameOf);
    }

    private async Task ReviewAsync((IReadOnlyDictionary<string, int> Scores, string Note) given)
    {
        if (_isBusy || Case is null) return;
        if (!IsSupervisor)
        {
            _fault = "Only operators and admins review cases.";
            return;
        }

        _isBusy = true;
        try
        {
            _fault = await Quality.ReviewAsync(Viewer.Workspace, Case, Viewer.Email, given.Scores, given.Note);
        }
        finally
        {
            _isBusy = false;
        }

        if (_fault is not null) return;
        // The next one is there at once.
        _told = "The review is kept.";
        var rest = _sample.Where(s => s.Line.Id != Case).ToList();
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("case", rest.Count == 0 ? null : rest[0].Line.Id));
    }

    private async Task<string?> PutRulesAsync(QualityRules rules)
    {
        if (!Viewer.Can(Rights.Admin)) return "Only an admin changes what is sampled and asked.";
        try
        {
            await Quality.PutRulesAsync(Viewer.Workspace, rules);
        }
        catch (ArgumentException fault)
        {
            return fault.Message;
        }

        await ReloadAsync();
        return null;
    }

    private string NameOf(string email) => _members.FirstOrDefault(p => p.Email == email)?.Name is { Length: > 0 } name ? name : email;
}
