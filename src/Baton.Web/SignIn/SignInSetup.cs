using Baton.Engine.Storage;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Baton.Web.SignIn;

/// <summary>Accounts, cookies, rights; everything that is about who one is.</summary>
internal static class SignInSetup
{
    public static void AddSignIn(this WebApplicationBuilder builder, DirectoryInfo data)
    {
        var services = builder.Services;
        services.AddDataProtection().SetApplicationName("Baton").PersistKeysToFileSystem(data.CreateSubdirectory("keys"));
        services.AddDbContext<AccountsDb>(options => options.UseSqlite(ConnectionString(data)));
        services.AddIdentity<Account, IdentityRole>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.Password.RequiredLength = 10; // length, not riddles
                options.Password.RequireNonAlphanumeric = options.Password.RequireUppercase = options.Password.RequireLowercase = options.Password.RequireDigit = false;
                options.Password.RequiredUniqueChars = 5;
                options.Lockout.MaxFailedAccessAttempts = 8;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddEntityFrameworkStores<AccountsDb>()
            .AddClaimsPrincipalFactory<AccountClaims>()
            .AddDefaultTokenProviders();
        services.ConfigureApplicationCookie(SetCookie);
        services.AddAuthorization(Rights.Define);
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, StillAllowed>();
        services.AddScoped<Members>();
    }

    /// <summary>Makes the tables, and the bootstrap admin when one is named and nobody is there yet.</summary>
    public static async Task PrepareSignInAsync(this WebApplication app, DirectoryInfo data)
    {
        AccountsSchema.Update(ConnectionString(data));
        var (email, password) = (app.Configuration["Baton:Bootstrap:AdminEmail"], app.Configuration["Baton:Bootstrap:AdminPassword"]);
        if (string.IsNullOrWhiteSpace(email) || string.IsNullOrEmpty(password))
            return;
        await using var scope = app.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<Members>().CreateFirstAdminAsync(email.Split('@')[0], email, password);
        if (made is { Succeeded: false })
            throw new InvalidOperationException($"Baton:Bootstrap:AdminEmail and AdminPassword: {string.Join(" ", made.Errors.Select(error => error.Description))}");
    }

    public static void MapSignIn(this WebApplication app) =>
        app.MapPost("/sign-out", async (SignInManager<Account> door, HttpContext context) =>
        {
            await context.RequestServices.GetRequiredService<Microsoft.AspNetCore.Antiforgery.IAntiforgery>().ValidateRequestAsync(context);
            await door.SignOutAsync();
            return Results.LocalRedirect("/sign-in");
        }).ExcludeFromDescription();

    private static string ConnectionString(DirectoryInfo data) => new DatabaseFile(data.FullName).PooledConnection;

    private static void SetCookie(Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "baton";
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/not-found";
        options.ExpireTimeSpan = TimeSpan.FromHours(14); // a shift and a half; used sessions slide on
        options.SlidingExpiration = true;

        // Programs are told, people are led.
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
    }

    private static Task Answer(Microsoft.AspNetCore.Authentication.RedirectContext<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions> context, int status)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/api") || path.StartsWithSegments("/hubs") || path.StartsWithSegments("/_blazor"))
            context.Response.StatusCode = status;
        else
            context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
