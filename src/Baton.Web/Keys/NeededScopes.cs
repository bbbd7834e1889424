using Microsoft.AspNetCore.Authorization;

namespace Baton.Web.Keys;

/// <summary>The scopes of which a key needs one.</summary>
internal sealed record NeededScopes(params IReadOnlyList<string> AnyOf);

/// <summary>Says on an endpoint which scope it needs.</summary>
internal static class ScopeConventions
{
    /// <summary>Lets only keys with one of these scopes through.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, params string[] anyOf)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new NeededScopes(anyOf)).RequireAuthorization(new AuthorizationPolicyBuilder(KeySignIn.Name).RequireClaim(Caller.ScopeClaim, anyOf).Build());
}
