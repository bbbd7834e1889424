using Baton.Core.Timeline;
using Baton.Engine.Policies;
using Baton.Engine.Timeline;
using Baton.Web.Frame.Live;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Baton.Web.Timeline;

/// <summary>The detail of one event. What was decided never changes; its effects go on for a while, so they are looked at now and then.</summary>
public sealed partial class WhyPanel : LivePage
{
    private static readonly TimeSpan StoryAge = TimeSpan.FromSeconds(2);

    private EventStory? _story;
    private WhyView _why = null!;
    private long _shown;
    private long _read;

    [Inject] private EventStories Stories { get; set; } = null!;
    [Inject] private Configurations Configurations { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Person { get; set; } = null!;

    /// <summary>The event's place in the log.</summary>
    [Parameter, EditorRequired] public long Seq { get; set; }

    /// <summary>The page without the panel.</summary>
    [Parameter, EditorRequired] public string CloseHref { get; set; } = "";

    /// <summary>The page with the panel showing another event.</summary>
    [Parameter, EditorRequired] public Func<long, string> LinkTo { get; set; } = null!;

    private string LinkHere => Navigation.ToAbsoluteUri(TimelineUrl.Of(TimelineFilter.None, Seq)).ToString();

    protected override async Task LoadAsync(CancellationToken gone)
    {
        if (_shown == Seq && Clock.GetElapsedTime(_read) < StoryAge) return;
        (_shown, _read) = (Seq, Clock.GetTimestamp());
        _story = await Stories.FindAsync(Configurations.Of(Viewer.Of((await Person).User).Workspace), Seq, gone);
        if (_story is not null) _why = WhyView.Of(_story);
    }

    private string After(TimelineEntry entry) => (entry.Received - _story!.Chain[0].Received) switch
    {
        { Ticks: 0 } => "",
        { TotalSeconds: < 1 } instant => $"+{(int)instant.TotalMilliseconds} ms",
        var later => "+" + Spans.Of(later),
    };

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
