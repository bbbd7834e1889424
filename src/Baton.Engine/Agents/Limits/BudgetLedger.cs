namespace Baton.Engine.Agents.Limits;

/// <summary>What this node has under way for an agent with a budget. To be locked while it is looked at and changed.</summary>
internal sealed class BudgetLedger
{
    private const int MostNews = 64;
    private readonly Queue<string> _said = new();

    /// <summary>Calls whose results are not on disk yet.</summary>
    public int InFlight { get; set; }

    /// <summary>Whether tasks wait for one of these calls to end.</summary>
    public bool IsAwaited { get; set; }

    /// <summary>Whether the last that people heard is that it was stopped.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Notes a piece of news; false when it was told already.</summary>
    public bool Said(string id)
    {
        if (_said.Contains(id, StringComparer.Ordinal)) return false;
        if (_said.Count == MostNews) _said.Dequeue();
        _said.Enqueue(id);
        return true;
    }
}
