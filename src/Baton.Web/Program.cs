using Baton.Engine;
using Baton.Engine.Clocks;
using Baton.Engine.Jobs;
using Baton.Engine.Storage;
using Baton.Web.Frame;
using Baton.Web.Handoffs;
using Baton.Web.SignIn;
using Baton.Web.Start;

var builder = WebApplication.CreateBuilder(StartSettings.Spell(args));
builder.WebHost.UseStaticWebAssets(); // outside Development too: `dotnet run` must serve the packages' files

// Said here and not in appsettings.json, which would override ASPNETCORE_URLS.
if (string.IsNullOrEmpty(builder.Configuration["urls"]))
    builder.WebHost.UseUrls("http://localhost:5080");

var settings = StartSettings.Read(builder.Configuration, builder.Environment.ContentRootPath);
#pragma warning disable RS0030 // The composition root, and only it, chooses the machine's clock.
var clock = new AppClock(TimeProvider.System, settings.ClockStart, settings.ClockRate);
#pragma warning restore RS0030
builder.Services.AddEngine(new StorageOptions { Data = settings.Data.FullName }, clock);
builder.Services.AddJobs(clock);
builder.Services.AddSignIn(settings.Data);
builder.Services.AddFrame();
builder.Services.AddHandoffPages();

var app = builder.Build();
await app.PrepareSignInAsync();
app.UseSecureHeaders();
app.UseNotFoundPage();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapSignIn();
app.MapFrame();
await app.RunAsync();
