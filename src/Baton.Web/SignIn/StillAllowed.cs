using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Baton.Web.SignIn;

/// <summary>A circuit lives for hours: every minute it asks whether its person is still who, and still may what, the cookie said.</summary>
internal sealed class StillAllowed(ILoggerFactory logs, IServiceScopeFactory scopes, IOptions<IdentityOptions> options)
    : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var person = authenticationState.User;
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = await accounts.GetUserAsync(person);
        if (account?.Email is null || person.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType) != await accounts.GetSecurityStampAsync(account))
            return false;
        var member = await scope.ServiceProvider.GetRequiredService<Members>().FindAsync(account.Email);
        return member is not null && person.IsInRole(member.Role);
    }
}
