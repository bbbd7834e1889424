using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Baton.Web.SignIn;

/// <summary>The cookie of a person who signed in, and what happens to those without.</summary>
internal static class SignInCookie
{
    private static readonly PathString[] Programs = ["/api", "/hubs", "/_blazor", "/openapi"];

    public static void Set(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "baton";
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/no-access";
        options.ExpireTimeSpan = TimeSpan.FromHours(14); // a shift and a half; a session in use slides on
        options.SlidingExpiration = true;
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
    }

    // Programs are told, people are led.
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (Programs.Any(prefix => context.Request.Path.StartsWithSegments(prefix)))
            context.Response.StatusCode = status;
        else
            context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
