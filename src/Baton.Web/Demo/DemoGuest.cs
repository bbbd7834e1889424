using Baton.Web.SignIn;

namespace Baton.Web.Demo;

/// <summary>Somebody as whom one may look around in the demo without an account of one's own.</summary>
/// <param name="Email">Of the account, which has no password: nobody comes in by it elsewhere.</param>
/// <param name="Name">As it stands on what the guest did.</param>
/// <param name="Role">What the guest may do.</param>
/// <param name="Invitation">What the button says.</param>
public sealed record DemoGuest(string Email, string Name, Role Role, string Invitation)
{
    /// <summary>May see and steer everything.</summary>
    public static DemoGuest Admin { get; } = new("demo@baton.example", "Demo admin", Role.Admin, "Look around");

    /// <summary>Takes cases: with a second browser one sees who gets a claim.</summary>
    public static DemoGuest Desk { get; } = new("desk@baton.example", "Demo desk", Role.HumanAgent, "Look around as a human agent");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DemoGuest> All { get; } = [Admin, Desk];
}
