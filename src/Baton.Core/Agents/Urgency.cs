namespace Baton.Core.Agents;

/// <summary>
/// In which order waiting work is done. Urgent work passes routine work, and every ten minutes of waiting are worth one class of urgency, so that nothing waits for
/// ever: a piece of work is passed only by what came at most ten minutes later for each class between the two, half an hour in all.
/// </summary>
public static class Urgency
{
    /// <summary>How long a wait is worth one class.</summary>
    public static readonly TimeSpan PerClass = TimeSpan.FromMinutes(10);

    /// <summary>The longest that work which comes later may come later and still be done first.</summary>
    public static readonly TimeSpan LongestLead = PerClass * (int)Priority.Urgent;

    /// <summary>The turn of a piece of work; the smallest is done first. It does not change while it waits, so that queues can be kept in its order.</summary>
    /// <param name="priority">How urgent it is, 0 to 3; more than that counts as more.</param>
    /// <param name="since">From when it can be done, unix ms.</param>
    public static long TurnOf(int priority, long since) => since - priority * (long)PerClass.TotalMilliseconds;
}
