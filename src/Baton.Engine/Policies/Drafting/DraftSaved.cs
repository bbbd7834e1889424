using Baton.Core.Policies;
using Baton.Core.Policies.Drafting;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Policies.Drafting;

/// <summary>What became of a change to a draft. It is kept only without faults and without a conflict.</summary>
/// <param name="Draft">The draft after it; null when there is none, since it says what is published.</param>
/// <param name="Faults">What is wrong with it.</param>
/// <param name="Conflict">What somebody else did meanwhile that contradicts it.</param>
/// <param name="Undo">Takes it back; null when nothing was changed.</param>
public sealed record DraftSaved(DraftRow? Draft, IReadOnlyList<Fault> Faults, DraftOutcome.Conflict? Conflict, DraftEdit? Undo)
{
    /// <summary>Whether the change was kept.</summary>
    public bool IsKept => Faults.Count == 0 && Conflict is null;
}
