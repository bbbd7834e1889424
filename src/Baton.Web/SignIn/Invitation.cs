using System.ComponentModel.DataAnnotations;

namespace Baton.Web.SignIn;

/// <summary>An open invitation, as it is kept.</summary>
public sealed class Invitation
{
    /// <summary>The member's e-mail address.</summary>
    [Key]
    public required string Email { get; init; }

    /// <summary>The workspace of which it is a member.</summary>
    public required string Workspace { get; init; }

    /// <summary>SHA-256 of the link's secret.</summary>
    public required string Hash { get; init; }

    /// <summary>Until when it may be used, unix ms.</summary>
    public required long Expires { get; init; }
}

/// <summary>A link just made; it is shown once.</summary>
/// <param name="Secret">The last part of its address.</param>
/// <param name="Expires">Until when it may be used, UTC.</param>
public sealed record InvitationLink(string Secret, DateTimeOffset Expires)
{
    /// <summary>Where it leads, on this site.</summary>
    public string Path => "/invitation/" + Secret;
}

/// <summary>The clock of doors: links and sessions are as long as people's own hours, however fast the app's clock runs in the demo.</summary>
/// <param name="Time">The clock.</param>
public sealed record DoorClock(TimeProvider Time);
