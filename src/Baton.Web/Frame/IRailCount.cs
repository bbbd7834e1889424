namespace Baton.Web.Frame;

/// <summary>A number beside a place in the rail, read again whenever something changed. Registered by the feature that counts.</summary>
public interface IRailCount
{
    /// <summary>The <see cref="RailEntry.Href"/> it belongs to.</summary>
    string Href { get; }

    ValueTask<RailCount> CountAsync(CancellationToken cancellation);
}

/// <summary>How many wait there, and whether one of them is late. None waiting shows nothing.</summary>
/// <param name="What">What is counted, for those who hear the page: "waiting".</param>
public readonly record struct RailCount(int Waiting, bool IsLate, string What = "waiting");
