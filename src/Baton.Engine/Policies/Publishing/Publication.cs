using Baton.Core.Policies;
using Baton.Core.Rollouts;

namespace Baton.Engine.Policies.Publishing;

/// <summary>What became of the wish to publish a draft.</summary>
public abstract record Publication
{
    /// <summary>It decides from now on.</summary>
    /// <param name="Version">Its number.</param>
    public sealed record Done(int Version) : Publication;

    /// <summary>It waits for a second person's yes.</summary>
    /// <param name="Request">Who asked, and when.</param>
    public sealed record Waiting(PublicationRequest Request) : Publication;

    /// <summary>It names what does not exist. Nothing is changed.</summary>
    /// <param name="Faults">What, and where.</param>
    public sealed record Refused(IReadOnlyList<Fault> Faults) : Publication;

    /// <summary>There is no draft.</summary>
    public sealed record NoDraft : Publication;

    /// <summary>Somebody changed the draft after its publisher looked at it. Nothing is changed.</summary>
    public sealed record Changed : Publication;
}

/// <summary>Somebody's wish to publish a draft as it is, which waits for a second person. It lapses when the draft is changed.</summary>
/// <param name="By">Who asked, as the log names them.</param>
/// <param name="Note">Why.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Revision">The draft's revision.</param>
/// <param name="Updated">When the draft was changed last, unix ms: revisions begin anew with each draft.</param>
/// <param name="Terms">For which share of the customers it shall decide; null for everybody.</param>
public sealed record PublicationRequest(string By, string? Note, DateTimeOffset At, int Revision, long Updated, RolloutTerms? Terms = null);
