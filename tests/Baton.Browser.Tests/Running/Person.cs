using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Running;

/// <summary>Somebody using the console: what they do, and what went wrong in their browser meanwhile.</summary>
public sealed class Person
{
    public const string Password = "correct horse battery";

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly List<string> _faults = [];

    public Person(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _faults.Add(message.Text);
        };
        page.PageError += (_, error) => _faults.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Errors of the browser's console and of scripts, in order.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Makes the first account and comes in.</summary>
    public async Task WelcomeAsync(string name = "Ada Lovelace", string email = "ada@example.com")
    {
        await Page.GotoAsync("/");
        await Page.GetByLabel("Your name").FillAsync(name);
        await Page.GetByLabel("Email").FillAsync(email);
        await Page.GetByLabel("Password").FillAsync(Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create the account" }).ClickAsync();
        await IsLiveAsync();
    }

    public async Task SignInAsync(string email, string password = Password)
    {
        await Page.GotoAsync("/sign-in");
        await Page.GetByLabel("Email").FillAsync(email);
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await IsLiveAsync();
    }

    /// <summary>Enters the demo by its door.</summary>
    public async Task LookAroundAsync(string invitation = "Look around")
    {
        await Page.GotoAsync("/");
        await Page.GetByRole(AriaRole.Button, new() { Name = invitation, Exact = true }).ClickAsync();
        await IsLiveAsync();
    }

    /// <summary>Opens a page and waits until it answers.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await IsLiveAsync();
    }

    /// <summary>Waits until the page's circuit answers: only then clicks and keys are heard.</summary>
    public Task IsLiveAsync() => Page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'true'");

    /// <summary>What axe finds serious or critical on this page, each with where it is.</summary>
    public Task<IReadOnlyList<string>> SeriousFaultsAsync() => FaultsAsync("{ resultTypes: ['violations'] }");

    /// <summary>Words that are too faint to be read: what depends on the theme.</summary>
    public Task<IReadOnlyList<string>> ContrastFaultsAsync() => FaultsAsync("{ resultTypes: ['violations'], runOnly: ['color-contrast'] }");

    // In the page itself: with a second tab for its sums, as axe's own way has it, this one is no longer drawn, and whatever moves on it never arrives.
    private async Task<IReadOnlyList<string>> FaultsAsync(string options)
    {
        if (!await Page.EvaluateAsync<bool>("'axe' in window")) await Page.EvaluateAsync(Axe);

        // A colour measured while something fades in is not the colour people see. What is folded away stands still for ever, and is seen by nobody.
        return await Page.EvaluateAsync<string[]>($$"""
            async () => {
              await Promise.race([
                Promise.all(document.getAnimations().filter(a => a.effect.getComputedTiming().endTime !== Infinity && a.effect.target?.checkVisibility()).map(a => a.finished.catch(() => {}))),
                new Promise(over => setTimeout(over, 5000))]);
              const found = await axe.run(document, {{options}});
              return found.violations.filter(v => v.impact === 'serious' || v.impact === 'critical').flatMap(v => v.nodes.map(n => `${v.id}: ${n.html} (${n.any[0]?.message ?? ''})`));
            }
            """);
    }
}
