using Baton.Engine;
using Baton.Engine.Agents.BuiltIn;
using Baton.Engine.Chaos;
using Baton.Engine.Clocks;
using Baton.Engine.Demo;
using Baton.Engine.Health;
using Baton.Engine.Jobs;
using Baton.Engine.Mcp;
using Baton.Engine.Outbound;
using Baton.Engine.Storage;
using Baton.Web;
using Baton.Web.Agents;
using Baton.Web.Agents.Spending;
using Baton.Web.Cluster;
using Baton.Web.Commands;
using Baton.Web.Customers;
using Baton.Web.Demo;
using Baton.Web.Frame;
using Baton.Web.Handoffs;
using Baton.Web.Handoffs.Wall;
using Baton.Web.Keys;
using Baton.Web.Learning;
using Baton.Web.Metrics;
using Baton.Web.Policies;
using Baton.Web.Problems;
using Baton.Web.SignIn;
using Baton.Web.Start;
using Baton.Web.Timeline;

if (CommandLine.Read(args) is { } command)
{
#pragma warning disable RS0030 // The composition root, and only it, chooses the machine's clock.
    Environment.ExitCode = await new DataCommands(Console.Out, Console.Error, TimeProvider.System).RunAsync(command, CancellationToken.None);
#pragma warning restore RS0030
    return;
}

var builder = WebApplication.CreateBuilder(StartSettings.Spell(args));
builder.WebHost.UseStaticWebAssets(); // outside Development too: `dotnet run` must serve the packages' files

// Said here and not in appsettings.json, which would override ASPNETCORE_URLS.
if (string.IsNullOrEmpty(builder.Configuration["urls"]))
    builder.WebHost.UseUrls("http://localhost:5080");

StartSettings settings;
try
{
    settings = StartSettings.Read(builder.Configuration, builder.Environment.ContentRootPath);
}
catch (InvalidOperationException fault)
{
    // What is wrong with the settings is for people to read; where it was noticed is not.
    await Console.Error.WriteLineAsync(fault.Message);
    Environment.ExitCode = 1;
    return;
}

#pragma warning disable RS0030 // The composition root, and only it, chooses the machine's clock.
var clock = new AppClock(TimeProvider.System, settings.ClockStart, settings.ClockRate ?? 1);
#pragma warning restore RS0030
builder.AddJsonLogs(settings);
builder.Services.AddSingleton(settings);
builder.Services.AddEngine(new StorageOptions { Data = settings.Data.FullName, Postgres = settings.Postgres, Address = settings.ClusterAddress?.ToString() ?? "" }, clock);
builder.Services.AddSingleton(new OutboundOptions { Allowed = settings.OutboundAllowed });
builder.Services.AddSingleton(new ChaosOptions { FromTheStart = settings.IsDemo || settings.IsTesting });
builder.Services.AddSingleton(new McpOptions { Commands = settings.McpCommands });
builder.Services.AddJobs(clock);
builder.Services.AddHealth(new HealthLimits { LeastFreeMegabytes = settings.LeastFreeMegabytes });
builder.Services.AddBuiltInAgents();
if (settings.IsDemo) builder.Services.AddDemoConsole();
builder.Services.AddSignIn(settings);
builder.Services.AddApi(settings);
builder.Services.AddNodeCalls(settings);
builder.Services.AddMetricsText();
builder.Services.AddHostedService<Telemetry>();
builder.Services.AddFrame();
builder.Services.AddCustomerPages();
builder.Services.AddHandoffPages();
builder.Services.AddAgentPages();
builder.Services.AddTimelinePages();
builder.Services.AddPolicyPages();

await using var app = builder.Build();
if (!StartFaults.Open(app.Services)) return;
if (settings is { IsDemo: true, ClockStart: null, ClockRate: null }) app.Services.GetRequiredService<DemoPlayer>().UseOwnClock();
await app.PrepareSignInAsync();
await app.PrepareKeysAsync();
app.UseSecureHeaders();
app.UseProblems();
app.UseNotFoundPage();
app.UseAuthentication();
app.UseKeysEverywhere();
app.UseAuthorization();
app.UseLogScopes();
app.UseRateLimiter();
app.UseAntiforgery();
app.MapSignIn();
app.MapApi();
app.MapNodes(settings);
app.OfferCallbacks(settings);
app.MapMetrics();
app.MapPolicyFile();
app.MapSpendingFile();
app.MapExportFile();
app.MapWallFile();
app.MapFrame();
await app.RunAsync();
