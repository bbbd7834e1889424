namespace Baton.Core.Conditions.Reasoning;

/// <summary>How much work a question may cost, counted in looks at one field, so that the same question always ends at the same place.</summary>
internal sealed class Effort(int most)
{
    /// <summary>What was spent.</summary>
    public int Spent { get; private set; }

    /// <summary>Whether there is none left.</summary>
    public bool IsOver => Spent > most;

    /// <summary>One look.</summary>
    public void Spend() => Spent++;
}
