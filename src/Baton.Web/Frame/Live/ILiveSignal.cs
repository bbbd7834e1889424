namespace Baton.Web.Frame.Live;

/// <summary>
/// Says that something changed in a workspace, never what: whoever hears it reads again what it shows,
/// with the rights it has at that moment.
/// </summary>
public interface ILiveSignal
{
    /// <summary>Calls <paramref name="changed"/> after each change, from any thread, until disposed. It must return at once.</summary>
    IDisposable Subscribe(Action changed);
}
