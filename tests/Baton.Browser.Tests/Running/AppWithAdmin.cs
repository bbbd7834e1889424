namespace Baton.Browser.Tests.Running;

/// <summary>An app and a browser shared by the tests of a class. Its admin was named in the settings.</summary>
public sealed class AppWithAdmin : IAsyncLifetime
{
    private const string AdminEmail = "ada@example.com";

    public RunningApp App { get; private set; } = null!;

    public Chromium Browser { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Browser.InitializeAsync();
        App = await RunningApp.StartAsync(
            $"--Baton:Bootstrap:AdminEmail={AdminEmail}", $"--Baton:Bootstrap:AdminPassword={Person.Password}", $"--Baton:Bootstrap:ApiKey={OutsideProgram.ApiKey}");
    }

    /// <summary>The admin at a fresh browser, signed in, on the overview.</summary>
    public async Task<Person> SignInAsync(int width = 1280, bool dark = false)
    {
        var ada = await Browser.OpenAsync(App, width, dark);
        await ada.SignInAsync(AdminEmail);
        return ada;
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await App.DisposeAsync();
    }
}
