using Baton.Engine.Storage;
using Baton.Web.Frame;
using Baton.Web.SignIn;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets(); // outside Development too: `dotnet run` must serve the packages' files

// Said here and not in appsettings.json, which would override ASPNETCORE_URLS.
if (string.IsNullOrEmpty(builder.Configuration["urls"]))
    builder.WebHost.UseUrls("http://localhost:5080");

var data = Directory.CreateDirectory(Path.Combine(builder.Environment.ContentRootPath, builder.Configuration["Baton:Data"] ?? "data"));
#pragma warning disable RS0030 // The composition root chooses the clock.
builder.Services.AddSingleton(TimeProvider.System);
#pragma warning restore RS0030
builder.Services.AddStorage(new StorageOptions { Data = data.FullName });
builder.Services.AddSignIn(data);
builder.Services.AddFrame();

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
