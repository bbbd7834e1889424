using Baton.Engine.Live;

namespace Baton.Web.Frame.Live;

/// <summary>Every commit is a signal: what is on disk is what screens read.</summary>
internal sealed class LiveSignal(LiveFeed feed) : ILiveSignal
{
    public IDisposable Subscribe(Action changed) => feed.Subscribe(_ => changed());
}
