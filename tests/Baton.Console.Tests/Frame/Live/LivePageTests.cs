using Baton.Web.Frame.Live;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Frame.Live;

public sealed class LivePageTests : BunitContext
{
    private readonly HandSignal _signal = new();

    public LivePageTests()
    {
        Services.AddSingleton<ILiveSignal>(_signal);
        Services.AddSingleton<Baton.Web.Frame.Keys.KeyMap>();
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public void Listens_before_it_reads_so_that_nothing_in_between_is_lost()
    {
        CountingPage.ListenersAtFirstRead = () => _signal.Listeners;

        var page = Render<CountingPage>();

        Assert.Equal(1, page.Instance.ListenersSeen);
    }

    [Fact]
    public void Reads_again_after_a_change()
    {
        var page = Render<CountingPage>();

        _signal.Raise();

        page.WaitForAssertion(() => Assert.Equal("reads: 2", page.Markup));
    }

    [Fact]
    public async Task A_key_shows_what_it_did_as_a_click_would()
    {
        var page = Render<KeyedPage>();
        var map = Services.GetRequiredService<Baton.Web.Frame.Keys.KeyMap>();

        await page.InvokeAsync(() => map.PressAsync("n"));

        Assert.Equal("pressed: 1", page.Markup);
    }

    [Fact]
    public void Stands_still_while_paused_and_reads_when_resumed()
    {
        var page = Render<CountingPage>();
        page.Instance.Stop();

        _signal.Raise();
        page.WaitForAssertion(() => Assert.True(page.Instance.Noted));
        Assert.Equal(1, page.Instance.Reads);

        page.InvokeAsync(page.Instance.GoOn);
        Assert.Equal(2, page.Instance.Reads);
    }

    [Fact]
    public async Task Stops_listening_when_left()
    {
        Render<CountingPage>();

        await DisposeComponentsAsync();

        Assert.Equal(0, _signal.Listeners);
    }

    private sealed class CountingPage : LivePage
    {
        public static Func<int>? ListenersAtFirstRead { get; set; }

        public int Reads { get; private set; }
        public int ListenersSeen { get; private set; }
        public bool Noted => HasNews;

        public void Stop() => Pause();

        public Task GoOn() => ResumeAsync();

        protected override Task LoadAsync(CancellationToken gone)
        {
            Reads++;
            ListenersSeen = ListenersAtFirstRead?.Invoke() ?? 0;
            return Task.CompletedTask;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, $"reads: {Reads}");
    }

    private sealed class HandSignal : ILiveSignal
    {
        private readonly List<Action> _listeners = [];

        public int Listeners => _listeners.Count;

        public void Raise() => _listeners.ForEach(changed => changed());

        public IDisposable Subscribe(Action changed)
        {
            _listeners.Add(changed);
            return new Ending(() => _listeners.Remove(changed));
        }

        private sealed class Ending(Action end) : IDisposable
        {
            public void Dispose() => end();
        }
    }

    /// <summary>A page that does something on a key and renders it like anything else.</summary>
    private sealed class KeyedPage : LivePage
    {
        private readonly Baton.Web.Frame.Keys.PageKey[] _keys;
        private int _pressed;

        public KeyedPage() => _keys = [new("n", "Count", Count)];

        protected override Task LoadAsync(CancellationToken gone) => Task.CompletedTask;

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<Baton.Web.Frame.Keys.PageKeys>(0);
            builder.AddComponentParameter(1, "Keys", _keys);
            builder.CloseComponent();
            builder.AddContent(2, $"pressed: {_pressed}");
        }

        private Task Count()
        {
            _pressed++;
            return Task.CompletedTask;
        }
    }
}
