namespace Baton.Core.Handoffs.Queues;

/// <summary>How the cases of a queue come to people.</summary>
public enum QueueMode
{
    /// <summary>People pick them.</summary>
    Pull,

    /// <summary>Each is offered to the best next person, who has a time to take it; then to the next.</summary>
    Push,
}
