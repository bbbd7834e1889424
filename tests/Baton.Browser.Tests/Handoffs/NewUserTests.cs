using System.Diagnostics;
using System.Text.RegularExpressions;
using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Handoffs;

/// <summary>Somebody who has never seen the desk resolves the first case by what stands on the screen: with the mouse, and without it.</summary>
public sealed partial class NewUserTests(Chromium chromium) : IClassFixture<Chromium>
{
    private int _steps;

    [Fact]
    public async Task The_first_case_is_resolved_with_the_mouse()
    {
        await using var day = await DeskDay.StartAsync(cases: 3);
        var kim = await ComeAsync(day);
        var began = Stopwatch.GetTimestamp();

        await SignInAsync(kim);
        await DoAsync(kim.Page.GetByRole(AriaRole.Link, new() { NameRegex = Handoffs() }).First.ClickAsync());
        await DoAsync(kim.Page.GetByRole(AriaRole.Button, new() { NameRegex = OpenFirst() }).ClickAsync());
        await DoAsync(Case(kim).GetByRole(AriaRole.Button, new() { NameRegex = Claim() }).ClickAsync());
        await DoAsync(kim.Page.Locator("#answer").FillAsync("The money is on its way."));
        await DoAsync(Case(kim).GetByRole(AriaRole.Button, new() { NameRegex = Approve() }).ClickAsync());

        await EndedAsync(kim, "with the mouse", began);
    }

    [Fact]
    public async Task The_first_case_is_resolved_without_the_mouse()
    {
        await using var day = await DeskDay.StartAsync(cases: 3);
        var kim = await ComeAsync(day);
        var began = Stopwatch.GetTimestamp();

        await kim.Page.GotoAsync("/sign-in");
        await Assertions.Expect(kim.Page.GetByLabel("Email")).ToBeFocusedAsync();
        await TypeAsync(kim, "kim@example.com");
        await PressAsync(kim, "Tab");
        await TypeAsync(kim, Person.Password);
        await PressAsync(kim, "Enter");
        await kim.IsLiveAsync();
        await PressAsync(kim, "Control+k");
        await Assertions.Expect(kim.Page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await TypeAsync(kim, "handoff");
        await Assertions.Expect(kim.Page.GetByRole(AriaRole.Option).First).ToContainTextAsync("Handoffs");
        await PressAsync(kim, "Enter");
        await Assertions.Expect(kim.Page.GetByRole(AriaRole.Combobox)).ToHaveCountAsync(0);
        await Assertions.Expect(kim.Page.Locator("html[data-keys~=j]")).ToHaveCountAsync(1);
        await PressAsync(kim, "j");
        await Assertions.Expect(Case(kim).GetByRole(AriaRole.Button, new() { NameRegex = Claim() })).ToBeEnabledAsync();
        await PressAsync(kim, "c");
        await Assertions.Expect(Case(kim)).ToContainTextAsync("You have it");
        await PressAsync(kim, "r");
        await Assertions.Expect(kim.Page.Locator("#answer")).ToBeFocusedAsync();
        await TypeAsync(kim, "The money is on its way.");
        await PressAsync(kim, "Escape");
        await PressAsync(kim, "e");
        await Assertions.Expect(Case(kim).GetByRole(AriaRole.Button, new() { NameRegex = Approve() })).ToBeFocusedAsync();
        await PressAsync(kim, "Enter");

        await EndedAsync(kim, "without the mouse", began);
    }

    // A member who has been in once, to choose a password.
    private async Task<Person> ComeAsync(DeskDay day)
    {
        var invitation = await day.InviteAsync("kim@example.com", "Kim Ono");
        var first = await chromium.OpenAsync(day.App);
        await first.Page.GotoAsync(invitation);
        await first.Page.GetByLabel("Password").FillAsync(Person.Password);
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Come in" }).ClickAsync();
        await first.IsLiveAsync();
        return await chromium.OpenAsync(day.App);
    }

    private async Task SignInAsync(Person kim)
    {
        await kim.Page.GotoAsync("/sign-in");
        await DoAsync(kim.Page.GetByLabel("Email").FillAsync("kim@example.com"));
        await DoAsync(kim.Page.GetByLabel("Password").FillAsync(Person.Password));
        await DoAsync(kim.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync());
        await kim.IsLiveAsync();
    }

    private async Task EndedAsync(Person kim, string how, long began)
    {
        await Assertions.Expect(kim.Page.GetByRole(AriaRole.Status).Filter(new() { HasTextRegex = Approve() }).First).ToBeVisibleAsync();
        Artifacts.Note($"A new user's first case {how}, steps", _steps, "steps");
        Artifacts.Note($"A new user's first case {how}, with no pause between the steps", Stopwatch.GetElapsedTime(began).TotalSeconds, "s");
        Assert.Empty(kim.Faults);
    }

    private Task DoAsync(Task step)
    {
        _steps++;
        return step;
    }

    private Task PressAsync(Person kim, string key) => DoAsync(kim.Page.Keyboard.PressAsync(key));

    private Task TypeAsync(Person kim, string text) => DoAsync(kim.Page.Keyboard.TypeAsync(text));

    private static ILocator Case(Person person) => person.Page.GetByRole(AriaRole.Region, new() { Name = "The case" });

    [GeneratedRegex("^\\s*Handoffs", RegexOptions.None, 1000)]
    private static partial Regex Handoffs();

    [GeneratedRegex("Open the first", RegexOptions.None, 1000)]
    private static partial Regex OpenFirst();

    [GeneratedRegex("^\\s*Claim", RegexOptions.None, 1000)]
    private static partial Regex Claim();

    [GeneratedRegex("Approve", RegexOptions.None, 1000)]
    private static partial Regex Approve();
}
