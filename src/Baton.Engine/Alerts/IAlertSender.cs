namespace Baton.Engine.Alerts;

/// <summary>Carries an alert to places of one kind.</summary>
internal interface IAlertSender
{
    /// <summary>Whether it can carry alerts to that place.</summary>
    bool Carries(AlertRoute route);

    /// <summary>Why nothing can be sent there, in words for who set it up; null when nothing is known to be wrong.</summary>
    string? FaultOf(string workspace, AlertRoute route) => null;

    /// <summary>Sends. May be called again for the same alert after a crash, which then has the same id.</summary>
    /// <exception cref="AlertException">It did not go out.</exception>
    Task SendAsync(string workspace, AlertRoute route, AlertText alert, CancellationToken cancel);
}

/// <summary>An alert as it is sent.</summary>
/// <param name="Id">The same whenever it is sent.</param>
/// <param name="Subject">In one line.</param>
/// <param name="Text">All of it.</param>
internal sealed record AlertText(string Id, string Subject, string Text);

/// <summary>An alert did not go out. The message is for people: what, where, and what to do.</summary>
public sealed class AlertException(string message) : Exception(message);
