using System.Security.Claims;
using System.Text.Encodings.Web;
using Baton.Engine.Workspaces;
using Baton.Web.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Baton.Web.Keys;

/// <summary>Knows a caller by an API key: <c>Authorization: Bearer …</c>, or for the hub, which browsers cannot give headers, <c>?access_token=…</c>.</summary>
internal sealed class KeySignIn(KeyDesk keys, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Secret() is not { } secret) return AuthenticateResult.NoResult();
        if (await keys.FindAsync(secret, Context.RequestAborted) is not { } key) return AuthenticateResult.Fail("There is no such key, or it was revoked.");
        var identity = new ClaimsIdentity(Name);
        identity.AddClaim(new Claim(identity.NameClaimType, key.Name));
        identity.AddClaim(new Claim(Caller.WorkspaceClaim, key.Workspace));
        identity.AddClaim(new Claim(Caller.KeyClaim, key.Id));
        foreach (var scope in key.Scopes.Split(' ')) identity.AddClaim(new Claim(Caller.ScopeClaim, scope));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure;
        Response.Headers.WWWAuthenticate = failure is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        await new Problem(StatusCodes.Status401Unauthorized, failure?.Message ?? "A key is needed: send the header Authorization: Bearer <key>.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var needed = Context.GetEndpoint()?.Metadata.GetMetadata<NeededScopes>()?.AnyOf ?? [];
        return Problem.Forbidden($"This key lacks the scope {string.Join(" or ", needed)}.").ExecuteAsync(Context);
    }

    private string? Secret()
    {
        var header = Request.Headers[HeaderNames.Authorization].ToString();
        const string scheme = "Bearer ";
        if (header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && header.Length > scheme.Length) return header[scheme.Length..].Trim();
        return Request.Path.StartsWithSegments("/hubs") && Request.Query["access_token"].ToString() is { Length: > 0 } token ? token : null;
    }
}
