using Baton.Engine.Live;

namespace Baton.Web.Frame.Live;

/// <summary>Every commit is a signal: what is on disk is what screens read. Who is here is shown by what listens to that alone.</summary>
internal sealed class LiveSignal(LiveFeed feed) : ILiveSignal
{
    public IDisposable Subscribe(Action changed) => feed.Subscribe(batch =>
    {
        if (!batch.IsOnlyPresence) changed();
    });
}
