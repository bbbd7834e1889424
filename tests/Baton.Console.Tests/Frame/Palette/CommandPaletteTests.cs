using Baton.Web.Frame.Keys;
using Baton.Web.Frame.Palette;
using Baton.Web.SignIn;
using Baton.Web.Tests.Handoffs;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using System.Security.Claims;

namespace Baton.Web.Tests.Frame.Palette;

public sealed class CommandPaletteTests : CasePage
{
    private readonly List<string> _pressed = [];
    private bool _isClosed;

    public CommandPaletteTests()
        : base(static services =>
        {
            services.AddSingleton<KnownPerson>();
            services.AddScoped<AuthenticationStateProvider>(p => p.GetRequiredService<KnownPerson>());
            services.AddScoped<IPaletteSource, PageCommands>();
            services.AddScoped<IPaletteSource, Places>();
            services.AddScoped<IPaletteSource, FrameCommands>();
            services.AddScoped<IPaletteSource, Web.Handoffs.QueuesToOpen>();
            services.AddScoped<IPaletteSource, Web.Policies.RulesToOpen>();
        })
    {
    }

    private IRenderedComponent<CommandPalette> OpenAs(Role role, string text = "")
    {
        Services.GetRequiredService<KnownPerson>().Role = role;
        Services.GetRequiredService<KeyMap>().Bind([new("c", "Claim the case", () => Press("c")), new("o", "Take it over", () => Press("o"), Rights.Operate)]);
        var palette = Render<CommandPalette>(p => p.Add(c => c.OnClose, () => _isClosed = true));
        if (text.Length > 0) palette.Find("input").Input(text);
        return palette;
    }

    private Task Press(string key)
    {
        _pressed.Add(key);
        return Task.CompletedTask;
    }

    private static List<string> TitlesOf(IRenderedComponent<CommandPalette> palette) => [.. palette.FindAll("[role=option] > .ellipsis").Select(o => o.TextContent)];

    [Fact]
    public void What_the_page_can_do_comes_first_with_its_key()
    {
        var palette = OpenAs(Role.HumanAgent);

        Assert.Equal("On this page", palette.Find("h3").TextContent);
        Assert.Equal("c", palette.Find("[role=option] kbd").TextContent);
        Assert.DoesNotContain("Take it over", TitlesOf(palette));
    }

    [Fact]
    public void Enter_does_what_is_chosen_and_closes()
    {
        var palette = OpenAs(Role.HumanAgent, "claim");
        palette.Find("input").KeyDown(new KeyboardEventArgs { Key = "Enter" });

        Assert.Equal(["c"], _pressed);
        Assert.True(_isClosed);
    }

    [Fact]
    public void A_place_behind_the_rail_is_opened_by_its_words()
    {
        var palette = OpenAs(Role.Operator, "live wa");
        palette.Find("input").KeyDown(new KeyboardEventArgs { Key = "Enter" });

        Assert.EndsWith("/handoffs/wall", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.HumanAgent, "credentials", false)]
    [InlineData(Role.Admin, "credentials", true)]
    [InlineData(Role.HumanAgent, "live wall", false)]
    [InlineData(Role.HumanAgent, "settings", false)]
    [InlineData(Role.Viewer, "my cases", false)]
    public void Only_who_may_open_a_place_finds_it(Role role, string text, bool isFound) => Assert.Equal(isFound, TitlesOf(OpenAs(role, text)).Exists(t => t.Equals(text, StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void The_theme_is_a_command()
    {
        OpenAs(Role.Viewer, "dark").Find("[role=option]").Click();

        Assert.Equal("dark", JSInterop.Invocations["batonTheme.choose"].Single().Arguments[0]);
    }

    [Fact]
    public async Task A_queue_with_open_cases_and_a_rule_are_found()
    {
        await BigRefundAsync("kim@example.com", 200);

        var palette = OpenAs(Role.Admin, "finance");
        Assert.Contains("finance", TitlesOf(palette));

        palette.Find("input").Input("big-ref");
        Assert.Equal("/policy?rule=approval%3Abig-refund", palette.Find("[role=option]").GetAttribute("href"));
    }

    [Fact]
    public void The_arrows_choose_and_the_field_says_what_is_chosen()
    {
        var palette = OpenAs(Role.Admin, "theme");
        palette.Find("input").KeyDown(new KeyboardEventArgs { Key = "ArrowDown" });

        Assert.Equal("palette-1", palette.Find("input").GetAttribute("aria-activedescendant"));
        Assert.Equal("true", palette.Find("#palette-1").GetAttribute("aria-selected"));
    }

    private sealed class KnownPerson : AuthenticationStateProvider
    {
        public Role Role { get; set; }

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Role, Role.ToString()), new(AccountClaims.Workspace, Workspace), new(ClaimTypes.Email, Ana.Email)], "test"))));
    }
}
