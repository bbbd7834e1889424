using System.Diagnostics;
using System.Text.RegularExpressions;
using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Timeline;

[Collection(RunningDemo.Name)]
public sealed partial class TimelineTests(RunningDemo demo)
{
    [Fact]
    public async Task Rows_arrive_by_themselves_wait_while_paused_and_come_when_asked_for()
    {
        const string Ana = "email:ana@example.com", Type = "parcel.scanned";
        await demo.Program.TellAsync(Ana, Type);
        var admin = await demo.AdminAsync();
        await admin.GoAsync($"/timeline?type={Type}");
        var rows = admin.Page.GetByRole(AriaRole.List, new() { Name = "Events, newest first" }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(rows).ToHaveCountAsync(1);

        await demo.Program.TellAsync(Ana, Type);
        await Assertions.Expect(rows).ToHaveCountAsync(2);

        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Pause", Exact = true }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" })).ToBeVisibleAsync();
        await demo.Program.TellAsync([(Ana, Type, null), (Ana, Type, null), (Ana, Type, null)]);
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Button, new() { Name = "3 new" })).ToBeVisibleAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(2);

        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "3 new" }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(5);
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await demo.Program.TellAsync(Ana, Type);
        await Assertions.Expect(rows).ToHaveCountAsync(6);
        Assert.Empty(admin.Faults);
    }

    [Fact]
    public async Task The_why_of_a_delayed_sales_contact_names_the_reason_the_rule_and_what_else_was_considered()
    {
        const string Ben = "email:ben.held@example.com";
        await demo.Program.TellAsync(Ben, "case.opened", new { @case = "c-1", title = "My suitcase did not arrive" });
        var answer = await demo.Program.AskAsync("sales", Ben, "contact.email", "promotion");
        Assert.Equal("delay", answer.GetProperty("verdict").GetString());
        var admin = await demo.AdminAsync();
        await admin.GoAsync($"/timeline?customer={await demo.Program.IdOfAsync(Ben)}&verdict=delay");

        await admin.Page.GetByRole(AriaRole.List, new() { Name = "Events, newest first" }).GetByRole(AriaRole.Listitem).First.GetByRole(AriaRole.Link).ClickAsync();

        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Region, new() { Name = "Why" })).ToContainTextAsync(answer.GetProperty("reason").GetString()!);
        var panel = admin.Page.GetByRole(AriaRole.Complementary).Or(admin.Page.GetByRole(AriaRole.Dialog)).Filter(new() { HasText = "Causes and effects" });
        await Assertions.Expect(panel.GetByRole(AriaRole.Heading, new() { Name = "The rule" })).ToBeVisibleAsync();
        await Assertions.Expect(panel.GetByRole(AriaRole.Link, new() { Name = "policy" })).ToBeVisibleAsync();
        await Assertions.Expect(panel.GetByRole(AriaRole.Heading, new() { Name = "Also considered" })).ToBeVisibleAsync();
        Assert.True(await panel.GetByRole(AriaRole.List).First.GetByRole(AriaRole.Listitem).CountAsync() > 2);

        await admin.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(admin.Page).Not.ToHaveURLAsync(WithSeq());
        Assert.Empty(admin.Faults);
    }

    [Fact]
    public async Task Pages_open_quickly()
    {
        var admin = await demo.AdminAsync();
        foreach (var page in new[] { "/", "/timeline", "/customers", "/handoffs", "/agents", "/policy", "/jobs", "/settings" })
        {
            await admin.GoAsync(page);
            var watch = Stopwatch.StartNew();
            await admin.GoAsync(page);
            Artifacts.Note($"Open {page} until it answers", watch.Elapsed.TotalMilliseconds, "ms");
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{page} took {watch.Elapsed}");
        }
    }

    [GeneratedRegex("seq=", RegexOptions.None, 1000)]
    private static partial Regex WithSeq();
}
