namespace Baton.Engine.Agents;

/// <summary>Whether an agent goes on.</summary>
public enum SwitchTo
{
    /// <summary>It goes on.</summary>
    Resume,

    /// <summary>It gets no work, and nothing it asks for is allowed; what it is at is finished.</summary>
    Pause,

    /// <summary>It finishes all that it was given, and gets nothing new.</summary>
    Drain,

    /// <summary>It is paused at once: its calls are broken off, its results refused.</summary>
    Kill,
}
