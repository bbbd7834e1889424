using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace Baton.Web.SignIn;

/// <summary>What people may do. Each role includes those before it; pages and commands ask for a right, never for a role.</summary>
public static class Rights
{
    /// <summary>See everything, change nothing.</summary>
    public const string View = "CanView";

    /// <summary>Claim and resolve handoffs.</summary>
    public const string Handle = "CanHandle";

    /// <summary>Pause agents, run jobs, decide waiting actions now.</summary>
    public const string Operate = "CanOperate";

    /// <summary>Publish policies, keep keys and members.</summary>
    public const string Admin = "CanAdmin";

    private static readonly (Role Role, string Right)[] Ladder =
        [(Role.Viewer, View), (Role.HumanAgent, Handle), (Role.Operator, Operate), (Role.Admin, Admin)];

    /// <summary>One policy a right, met by its role and every higher one. What says nothing of itself is for members only.</summary>
    public static void Define(AuthorizationOptions options)
    {
        foreach (var (role, right) in Ladder)
            options.AddPolicy(right, policy => policy.RequireAuthenticatedUser().RequireRole(AtLeast(role)));
        options.FallbackPolicy = options.GetPolicy(View);
    }

    private static IEnumerable<string> AtLeast(Role role) => Enum.GetValues<Role>().Where(other => other >= role).Select(other => other.ToString());

    /// <summary>Whether this role includes the right.</summary>
    public static bool Includes(this Role role, string right) => Ladder.Any(step => step.Right == right && role >= step.Role);

    /// <summary>The person's role as it is written on screen.</summary>
    public static string TitleOf(ClaimsPrincipal person) => RoleOf(person)?.Title() ?? "No role";

    /// <summary>The role as it is written on screen.</summary>
    public static string Title(this Role role) => role is Role.HumanAgent ? "Human agent" : role.ToString();

    /// <summary>The person's highest role, null without one.</summary>
    public static Role? RoleOf(ClaimsPrincipal person) =>
        Enum.GetValues<Role>().Where(role => person.IsInRole(role.ToString())).Select(role => (Role?)role).Max();
}
