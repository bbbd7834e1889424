using System.Net;
using Baton.Engine.Tests.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;

namespace Baton.Web.Tests.SignIn;

/// <summary>The real app on a fresh data folder, in this process.</summary>
public sealed class RunningApp : WebApplicationFactory<Program>
{
    public const string AdminEmail = "ada@example.com";
    public const string AdminPassword = "correct horse battery";

    private readonly string? _postgres = TestPostgres.MakeDatabase();
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("baton-");
    private readonly bool _hasAdmin;
    private readonly bool _isDemo;

    public RunningApp() : this(hasAdmin: true)
    {
    }

    private RunningApp(bool hasAdmin, bool isDemo = false) => (_hasAdmin, _isDemo) = (hasAdmin, isDemo);

    public static RunningApp WithNobodyYet() => new(hasAdmin: false);

    public static RunningApp OfDemo(bool hasAdmin = false) => new(hasAdmin, isDemo: true);

    /// <summary>A browser without any script: keeps cookies, does not follow redirects.</summary>
    public HttpClient Visitor() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });

    /// <summary>As <see cref="Visitor"/>, from another place.</summary>
    /// <param name="address">Of the visitor's machine.</param>
    /// <param name="site">What they typed to get here.</param>
    /// <param name="headers">What the machines between added.</param>
    public HttpClient VisitorFrom(string address, string site = "http://localhost", params (string Name, string Value)[] headers)
    {
        var seat = IPAddress.Parse(address);
        var cookies = new CookieContainerHandler { InnerHandler = Server.CreateHandler(context => context.Connection.RemoteIpAddress = seat) };
        var visitor = new HttpClient(cookies) { BaseAddress = new Uri(site) };
        foreach (var (name, value) in headers)
            visitor.DefaultRequestHeaders.Add(name, value);
        return visitor;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        if (_postgres is not null) builder.UseSetting("Baton:Database", "Postgres").UseSetting("ConnectionStrings:Baton", _postgres);
        builder.UseEnvironment("Production").UseSetting("Baton:Data", _data.FullName).UseSetting("Logging:LogLevel:Default", "Error");
        if (_isDemo)
            builder.UseSetting("Baton:Demo", "true");
        if (_hasAdmin)
            builder.UseSetting("Baton:Bootstrap:AdminEmail", AdminEmail).UseSetting("Baton:Bootstrap:AdminPassword", AdminPassword);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        TestPostgres.Drop(_postgres);
        _data.Delete(recursive: true);
    }
}
