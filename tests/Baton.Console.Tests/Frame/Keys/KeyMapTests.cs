using Baton.Web.Frame.Keys;

namespace Baton.Web.Tests.Frame.Keys;

public sealed class KeyMapTests
{
    private readonly List<string> _pressed = [];

    [Fact]
    public async Task The_latest_binding_of_a_key_wins_until_it_is_released()
    {
        var map = new KeyMap();
        var (page, panel) = (Keys("page"), Keys("panel"));
        map.Bind(page);
        map.Bind(panel);

        await map.PressAsync("j");
        map.Release(panel);
        await map.PressAsync("j");

        Assert.Equal(["panel", "page"], _pressed);
    }

    [Fact]
    public async Task A_key_that_nobody_bound_does_nothing()
    {
        var map = new KeyMap();
        map.Bind(Keys("page"));

        await map.PressAsync("x");

        Assert.Empty(_pressed);
    }

    private PageKey[] Keys(string who) => [new("j", "Next", () => { _pressed.Add(who); return Task.CompletedTask; })];
}
