using Baton.Engine.Credentials;
using Baton.Engine.Storage;
using Baton.Web.Credentials;
using Baton.Web.Demo;
using Baton.Web.Start;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Baton.Web.SignIn;

/// <summary>Accounts, members, the cookie, rights: everything about who one is.</summary>
internal static class SignInSetup
{
    /// <summary>Needs the engine's storage, whose database and data folder it shares.</summary>
    public static void AddSignIn(this IServiceCollection services, StartSettings settings)
    {
        var keys = services.AddDataProtection().SetApplicationName("Baton");
        if (settings.Postgres is null) keys.PersistKeysToFileSystem(KeyFolder(settings.Data));
        else keys.PersistKeysToDatabase();
        if (settings.KeyCertificate is { } certificate) keys.ProtectKeysWithCertificate(certificate);
        services.AddSingleton<ISecretBox, ProtectedSecrets>();
        services.AddDbContextFactory<AccountsDb>((provider, options) => provider.GetRequiredService<Database>().Use(options));
        services.AddIdentityCore<Account>(SetRules)
            .AddEntityFrameworkStores<AccountsDb>()
            .AddClaimsPrincipalFactory<AccountClaims>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(SignInCookie.Set);
        services.Configure<SecurityStampValidatorOptions>(options => (options.ValidationInterval, options.TimeProvider) = (TimeSpan.FromMinutes(1), SignInCookie.Clock));
        services.AddAuthorization(Rights.Define);
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, StillAllowed>();
        services.AddSingleton(new DoorClock(SignInCookie.Clock));
        services.AddSingleton<Members>();
        services.AddSingleton<Invitations>();
        services.AddScoped<Accounts>();
        services.AddScoped<DemoDoor>();
    }

    /// <summary>Makes the tables, and the bootstrap admin when one is named and nobody is there yet.</summary>
    public static async Task PrepareSignInAsync(this WebApplication app)
    {
        await using (var tables = app.Services.CreateAsyncScope()) await AccountsSchema.UpdateAsync(tables.ServiceProvider.GetRequiredService<AccountsDb>());
        var (email, password) = (app.Configuration["Baton:Bootstrap:AdminEmail"], app.Configuration["Baton:Bootstrap:AdminPassword"]);
        if (string.IsNullOrWhiteSpace(email) || string.IsNullOrEmpty(password))
            return;
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        IdentityResult? made = null;
        try
        {
            made = await accounts.CreateFirstAdminAsync(email.Split('@')[0], email, password);
        }
        catch (DbUpdateException)
        {
            // A node that starts at the same moment may have been first.
            if (await accounts.NobodyButAsync([]))
                throw;
        }

        if (made is { Succeeded: false } && await accounts.NobodyButAsync([]))
            throw new InvalidOperationException($"Baton:Bootstrap:AdminEmail and AdminPassword: {string.Join(" ", made.Errors.Select(error => error.Description))}");
    }

    public static void MapSignIn(this WebApplication app) =>
        app.MapPost("/sign-out", async (SignInManager<Account> door, IAntiforgery antiforgery, HttpContext context) =>
        {
            await antiforgery.ValidateRequestAsync(context);
            await door.SignOutAsync();
            return Results.LocalRedirect("/sign-in");
        }).AllowAnonymous().ExcludeFromDescription();

    // Without a certificate the keys lie there in the clear: only the app's own user may look.
    private static DirectoryInfo KeyFolder(DirectoryInfo data)
    {
        var keys = Directory.CreateDirectory(Path.Combine(data.FullName, ProtectionKeys.Folder));
        if (!OperatingSystem.IsWindows())
            keys.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        return keys;
    }

    private static void SetRules(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        options.Password.RequiredLength = 10; // length, not riddles
        options.Password.RequireNonAlphanumeric = options.Password.RequireUppercase = options.Password.RequireLowercase = options.Password.RequireDigit = false;
        options.Password.RequiredUniqueChars = 5;
        options.Lockout.MaxFailedAccessAttempts = 8;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
    }
}
