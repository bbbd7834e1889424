using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Handoffs;

public sealed class RestartTests : IAsyncLifetime
{
    private readonly RunningDemo _demo = new(); // of its own: the others would notice

    public ValueTask InitializeAsync() => _demo.InitializeAsync();

    public ValueTask DisposeAsync() => _demo.DisposeAsync();

    [Fact]
    public async Task An_answer_being_written_survives_a_server_that_is_killed()
    {
        var handoff = await _demo.WantRefundAsync("email:emil@example.com");
        var desk = await _demo.DeskAsync();
        await desk.GoAsync($"/handoffs/{handoff}");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Claim it" }).ClickAsync();
        var answer = desk.Page.GetByLabel("Your answer");
        await answer.FillAsync("Dear Emil, half of it is written");

        _demo.App.Kill();
        await Assertions.Expect(desk.Page.GetByText("Connection lost")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await answer.PressSequentiallyAsync(" and this was typed meanwhile.");
        await _demo.App.StartAgainAsync();

        await Assertions.Expect(desk.Page.GetByText("Connection lost")).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await desk.IsLiveAsync();
        var whileAway = desk.Faults.Count; // a browser must complain of a server that is not there, and of nothing after
        await Assertions.Expect(answer).ToHaveValueAsync("Dear Emil, half of it is written and this was typed meanwhile.", new() { Timeout = 15_000 });
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Region, new() { Name = "The case" })).ToContainTextAsync("You have it");
        Assert.Empty(desk.Faults.Skip(whileAway));
    }
}
