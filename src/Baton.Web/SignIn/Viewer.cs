using System.Security.Claims;

namespace Baton.Web.SignIn;

/// <summary>The person looking at the screen. Every query of a page names the workspace given here, every command the e-mail.</summary>
public sealed record Viewer(string Workspace, string Email, string Name, Role? Role)
{
    public static Viewer Of(ClaimsPrincipal person) => new(
        person.FindFirstValue(AccountClaims.Workspace) ?? "",
        person.FindFirstValue(ClaimTypes.Email) ?? "",
        person.FindFirstValue(AccountClaims.FullName) ?? person.Identity?.Name ?? "Somebody",
        Rights.RoleOf(person));

    /// <summary>Whether the person has this right, one of <see cref="Rights"/>.</summary>
    public bool Can(string right) => Role is { } role && role.Includes(right);
}
