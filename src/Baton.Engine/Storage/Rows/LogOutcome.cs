namespace Baton.Engine.Storage.Rows;

/// <summary>Where an accepted event ended. Every event has exactly one, at any moment.</summary>
public enum LogOutcome : byte
{
    /// <summary>Decided, and nothing is outstanding.</summary>
    Handled = 0,

    /// <summary>Waits for something named: a task, a time, a person.</summary>
    Waiting = 1,

    /// <summary>Kept and shown; no route wanted it.</summary>
    Unrouted = 2,

    /// <summary>Kept and shown with the reason why it could not be interpreted.</summary>
    Quarantined = 3,

    /// <summary>The work it asked for failed for good.</summary>
    Failed = 4,
}
