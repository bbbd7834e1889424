using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Baton.Web.SignIn;

/// <summary>What the cookie says of a person beyond Identity's own: name, workspace and role, from the membership. Without one there is no role, and so no right.</summary>
public sealed class AccountClaims(UserManager<Account> accounts, Members members, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    public const string FullName = "baton:name";
    public const string Workspace = "baton:workspace";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (await members.FindAsync(user.Email!) is { } member)
        {
            identity.AddClaim(new Claim(FullName, member.Name));
            identity.AddClaim(new Claim(Workspace, member.Workspace));
            identity.AddClaim(new Claim(Options.ClaimsIdentity.RoleClaimType, member.Role));
        }

        return identity;
    }
}
