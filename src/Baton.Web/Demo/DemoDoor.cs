using System.Net;
using Baton.Web.SignIn;
using Baton.Web.Start;
using Microsoft.AspNetCore.Identity;

namespace Baton.Web.Demo;

/// <summary>
/// Lets who tries the demo on their own machine in with one click. Shut outside the demo, for visitors from elsewhere, and as soon as anybody
/// but the guests has an account.
/// </summary>
internal sealed class DemoDoor(StartSettings settings, Accounts accounts, SignInManager<Account> signIn)
{
    private static readonly string[] Guests = [.. DemoGuest.All.Select(guest => guest.Email)];

    public async Task<bool> IsOpenAsync(HttpContext visitor) => settings.IsDemo && IsHere(visitor) && await accounts.NobodyButAsync(Guests);

    /// <summary>Signs the visitor in as a guest; false when the door is shut.</summary>
    public async Task<bool> EnterAsync(HttpContext visitor, DemoGuest guest)
    {
        if (!await IsOpenAsync(visitor) || await accounts.GuestAsync(guest.Email, guest.Name, guest.Role, Guests) is not { } account)
            return false;
        await signIn.SignInAsync(account, isPersistent: false);
        return true;
    }

    // To a proxy on this machine every visitor would seem to come from here; and a site elsewhere could let its own name point here.
    private static bool IsHere(HttpContext visitor) =>
        visitor.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && IsThisMachine(visitor.Request.Host.Host)
        && !visitor.Request.Headers.Keys.Any(header => header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || header is "Forwarded" or "Via");

    private static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
