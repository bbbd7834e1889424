using Baton.Core.Events;
using Baton.Engine.Learning;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Baton.Web.Frame.Live;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Learning;

/// <summary>What people's answers speak for, with its evidence; accepted or dismissed by an admin.</summary>
public sealed partial class SuggestionsPage
{
    private const int Shown = 50;

    private Conflator? _redraw;
    private IReadOnlyList<SuggestionRow> _open = [];
    private IReadOnlyList<SuggestionRow> _answered = [];
    private SuggestionLook? _look;
    private string? _told;
    private bool _isInDraft;
    private bool _isBusy;

    [Inject] private Suggestions Suggestions { get; set; } = null!;
    [Inject] private SuggestionDesk Desk { get; set; } = null!;
    [Inject] private SuggestionSearch Search { get; set; } = null!;

    /// <inheritdoc/>
    protected override TimeSpan Pace => Conflator.Glance;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        if (!RendererInfo.IsInteractive)
            return;
        // That a look got further is no commit.
        _redraw = new Conflator(RedrawAsync, Conflator.Redraw);
        Search.Changed += Hear;
    }

    protected override async Task LoadAsync(CancellationToken gone)
    {
        var all = await Suggestions.ListAsync(Viewer.Workspace, cancel: gone);
        _open = [.. all.Where(row => row.Status == SuggestionStatus.Open).OrderBy(row => row.Kind == SuggestionKind.Policy ? 0 : row.Kind == SuggestionKind.Model ? 1 : 2).ThenByDescending(row => row.Evidence).ThenBy(row => row.Id, StringComparer.Ordinal)];
        _answered = [.. all.Where(row => row.Status != SuggestionStatus.Open).Take(Shown)];
        _look = Search.Last(Viewer.Workspace);
    }

    private void Look()
    {
        if (!Viewer.Can(Rights.Admin)) return;
        _told = null;
        _look = Search.Begin(Viewer.Workspace, Actor.Person(Viewer.Email)) ?? _look;
    }

    private Task AcceptAsync(SuggestionReply reply) => AnswerAsync(() => Desk.AcceptAsync(Viewer.Workspace, reply.Id, Actor.Person(Viewer.Email), reply.Note, reply.Article), row =>
    {
        _isInDraft = row.Kind == SuggestionKind.Policy;
        return row.Kind switch
        {
            SuggestionKind.Policy => "It is in the draft now and decides nothing until that is published.",
            SuggestionKind.Article => "It is an article now, from which customers are answered.",
            _ => "The version is in force.",
        };
    });

    private Task DismissAsync(SuggestionReply reply) => AnswerAsync(() => Desk.DismissAsync(Viewer.Workspace, reply.Id, Actor.Person(Viewer.Email), reply.Note), _ => "It is dismissed, and comes again only when its evidence has grown by half.");

    private async Task AnswerAsync(Func<Task<SuggestionAnswered>> answer, Func<SuggestionRow, string> told)
    {
        if (_isBusy || !Viewer.Can(Rights.Admin)) return;
        (_isBusy, _isInDraft) = (true, false);
        try
        {
            var answered = await answer();
            _told = answered.Refusal ?? told(answered.Row!);
        }
        catch (JournalException fault)
        {
            _told = $"Nothing was changed: {fault.Message}";
        }
        finally
        {
            _isBusy = false;
        }

        await ReloadAsync();
    }

    private void Hear(object? sender, EventArgs e) => _redraw?.Signal();

    private Task RedrawAsync() => InvokeAsync(async () =>
    {
        await ReloadAsync();
        StateHasChanged();
    });

    public override ValueTask DisposeAsync()
    {
        Search.Changed -= Hear;
        _redraw?.Dispose();
        return base.DisposeAsync();
    }
}

/// <summary>What an admin says to a suggestion.</summary>
/// <param name="Id">The suggestion.</param>
/// <param name="Note">Why.</param>
/// <param name="Article">The article as the admin has it.</param>
public sealed record SuggestionReply(string Id, string? Note, ArticleDraft? Article = null);
