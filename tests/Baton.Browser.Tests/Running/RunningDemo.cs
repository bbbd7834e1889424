namespace Baton.Browser.Tests.Running;

/// <summary>The demo as anybody starts it, with a browser, shared by the tests of the collection.</summary>
[CollectionDefinition(Name)]
public sealed class RunningDemo : IAsyncLifetime, ICollectionFixture<RunningDemo>
{
    public const string Name = "The demo";

    public RunningApp App { get; private set; } = null!;

    public Chromium Browser { get; } = new();

    /// <summary>With a key to the demo's workspace, for what must happen at a certain moment.</summary>
    public OutsideProgram Program { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Browser.InitializeAsync();
        App = await RunningApp.StartAsync("--demo", $"--Baton:Bootstrap:ApiKey={OutsideProgram.ApiKey}");
        Program = new OutsideProgram(App);
        await AdminAsync(); // the first guest opens the sign-in for the others
    }

    /// <summary>A fresh browser, inside as the demo's admin.</summary>
    public async Task<Person> AdminAsync(int width = 1280, bool dark = false)
    {
        var admin = await Browser.OpenAsync(App, width, dark);
        await admin.LookAroundAsync();
        return admin;
    }

    /// <summary>A fresh browser, inside as the demo's human agent.</summary>
    public async Task<Person> DeskAsync()
    {
        var desk = await Browser.OpenAsync(App);
        await desk.LookAroundAsync("Look around as a human agent");
        return desk;
    }

    /// <summary>Makes an agent ask for a refund that needs a person's yes.</summary>
    /// <returns>The id of the handoff.</returns>
    public async Task<string> WantRefundAsync(string customer) =>
        (await Program.AskAsync("billing", customer, "refund", data: new { amount = 450 })).GetProperty("handoff").GetString()!;

    public async ValueTask DisposeAsync()
    {
        Program.Dispose();
        await Browser.DisposeAsync();
        await App.DisposeAsync();
    }
}
