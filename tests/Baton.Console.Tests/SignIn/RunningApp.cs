using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Baton.Web.Tests.SignIn;

/// <summary>The real app on a fresh data folder, in this process.</summary>
public sealed class RunningApp : WebApplicationFactory<Program>
{
    public const string AdminEmail = "ada@example.com";
    public const string AdminPassword = "correct horse battery";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("baton-");
    private readonly bool _hasAdmin;

    public RunningApp() : this(hasAdmin: true)
    {
    }

    private RunningApp(bool hasAdmin) => _hasAdmin = hasAdmin;

    public static RunningApp WithNobodyYet() => new(hasAdmin: false);

    /// <summary>A browser without any script: keeps cookies, does not follow redirects.</summary>
    public HttpClient Visitor() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production").UseSetting("Baton:Data", _data.FullName).UseSetting("Logging:LogLevel:Default", "Error");
        if (_hasAdmin)
            builder.UseSetting("Baton:Bootstrap:AdminEmail", AdminEmail).UseSetting("Baton:Bootstrap:AdminPassword", AdminPassword);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }
}
