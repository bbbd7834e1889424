namespace Baton.Web.Frame.Notices;

/// <summary>Says within a circuit that the person chose other notifications, so that they hold at once. Scoped.</summary>
public sealed class NoticeNews
{
    /// <summary>Raised with the new choice.</summary>
#pragma warning disable MA0046 // a sender would say nothing
    public event Action<NoticeChoice>? Changed;
#pragma warning restore MA0046

    /// <summary>Says it.</summary>
    public void Say(NoticeChoice choice) => Changed?.Invoke(choice);
}
