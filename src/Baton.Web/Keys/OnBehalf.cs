using Baton.Core.Events;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Keys;

/// <summary>The person for whom a key acts: the header <c>Baton-On-Behalf-Of: &lt;email&gt;</c> names a member of the key's workspace.</summary>
internal static class OnBehalf
{
    public const string Header = "Baton-On-Behalf-Of";

    /// <summary>The member, who must have the right.</summary>
    /// <exception cref="ProblemException">403.</exception>
    public static async Task<string> PersonAsync(HttpRequest request, Caller caller, Members members, string right) => (await MemberAsync(request, caller, members, right)).Email;

    /// <summary>The member, who must have the right, and what they are.</summary>
    /// <exception cref="ProblemException">403.</exception>
    public static async Task<(string Email, Role Role)> MemberAsync(HttpRequest request, Caller caller, Members members, string right) => await IfAnyAsync(request, caller, members, right)
        ?? throw Problem.Forbidden($"Only people do this: name one who is a member of this workspace in the header {Header}.").Thrown();

    /// <summary>Who the log says did it: the member, if one is named, else the key.</summary>
    /// <exception cref="ProblemException">403.</exception>
    public static async Task<Actor> ActorAsync(HttpRequest request, Caller caller, Members members, string right) =>
        await IfAnyAsync(request, caller, members, right) is { Email: var person } ? Actor.Person(person) : caller.Actor;

    /// <summary>The member, if one is named, who must have the right; null when the key asks for itself.</summary>
    /// <exception cref="ProblemException">403.</exception>
    public static async Task<string?> PersonIfAnyAsync(HttpRequest request, Caller caller, Members members, string right) => (await IfAnyAsync(request, caller, members, right))?.Email;

    private static async Task<(string Email, Role Role)?> IfAnyAsync(HttpRequest request, Caller caller, Members members, string right)
    {
        if (request.Headers[Header].ToString().Trim() is not { Length: > 0 } email) return null;
        if (await members.FindAsync(email, caller.Workspace) is not { } member) throw Problem.Forbidden($"{email} is not a member of this workspace.").Thrown();
        if (!Enum.TryParse<Role>(member.Role, out var role) || !role.Includes(right)) throw Problem.Forbidden($"{member.Email} is a {member.Role} here, and that is not enough for this.").Thrown();
        return (member.Email, role);
    }
}
