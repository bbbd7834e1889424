using System.Security.Claims;
using Baton.Core.Events;

namespace Baton.Web.Keys;

/// <summary>The key with which a request came.</summary>
/// <param name="Workspace">The one workspace that it opens.</param>
/// <param name="Key">The key's id.</param>
/// <param name="Name">The key's name.</param>
internal sealed record Caller(string Workspace, string Key, string Name)
{
    public const string WorkspaceClaim = "baton:workspace";
    public const string KeyClaim = "baton:key";
    public const string ScopeClaim = "baton:scope";

    /// <summary>Who the log says did it, when the key does not act for a person.</summary>
    public Actor Actor => Actor.Channel("key:" + Name);

    public static Caller Of(ClaimsPrincipal principal) => new(
        principal.FindFirstValue(WorkspaceClaim) ?? throw new InvalidOperationException("This request came without a key."),
        principal.FindFirstValue(KeyClaim)!,
        principal.Identity!.Name!);

    /// <summary>Lets endpoints ask for it by a parameter.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context.User));
}
