using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Baton.Web.SignIn;

/// <summary>The cookie of a person who signed in, and what happens to those without.</summary>
internal static class SignInCookie
{
#pragma warning disable RS0030 // A session is as long as the person's own hours, however fast the app's clock runs in the demo.
    internal static readonly TimeProvider Clock = TimeProvider.System;
#pragma warning restore RS0030

    private static readonly PathString[] Programs = ["/api", "/hubs", "/_blazor", "/openapi"];

    public static void Set(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "baton";
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/no-access";
        options.ExpireTimeSpan = TimeSpan.FromHours(14); // a shift and a half; a session in use slides on
        options.SlidingExpiration = true;
        options.TimeProvider = Clock;
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
