using Baton.Engine.Alerts;
using Baton.Web.Alerts;
using Baton.Web.SignIn;
using Baton.Web.Tests.Handoffs;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Alerts;

public sealed class AlertsPageTests : CasePage
{
    private IRenderedComponent<AlertsPage> OpenAlerts(Role role = Role.Admin) => Render<AlertsPage>(p => p.AddCascadingValue(Ana with { Role = role }));

    [Fact]
    public async Task A_place_is_added_and_stands_in_the_list()
    {
        var page = OpenAlerts();
        page.Find("header .btn").Click();
        page.Find("#alert-name").Change("Desk");
        page.Find("#alert-address").Change("https://hooks.example.com/services");
        await page.Find("form").SubmitAsync();

        Assert.Equal("desk", page.Find("td.name").TextContent);
        Assert.Contains("hooks.example.com", page.Find("td.grow").TextContent, StringComparison.Ordinal);
        Assert.Contains("all told", page.Find("td.standing").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_the_form_and_what_was_typed_stays()
    {
        var page = OpenAlerts();
        page.Find("header .btn").Click();
        page.Find("#alert-name").Change("desk");
        page.Find("#alert-address").Change("ftp://example.com");
        await page.Find("form").SubmitAsync();

        Assert.Contains("begins with https://", page.Find(".fault").TextContent, StringComparison.Ordinal);
        Assert.Equal("desk", page.Find("#alert-name").GetAttribute("value"));
    }

    [Fact]
    public async Task Who_is_no_admin_any_more_changes_nothing()
    {
        var page = OpenAlerts(Role.Operator);
        page.Find("header .btn").Click();
        page.Find("#alert-name").Change("desk");
        page.Find("#alert-address").Change("https://hooks.example.com");
        await page.Find("form").SubmitAsync();

        Assert.Contains("Only an admin", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Empty(await Services.GetRequiredService<AlertDesk>().ListAsync(Workspace));
    }
}
