using System.Net;

namespace Baton.Web.Tests.SignIn;

public sealed class SignInTests(RunningApp app) : IClassFixture<RunningApp>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/timeline?agent=reply")]
    [InlineData("/there-is-no-such-page")]
    public async Task A_stranger_is_led_to_the_door_whatever_is_asked_for(string page)
    {
        var answer = await app.Visitor().GetAsync(page);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in", answer.Headers.Location!.AbsolutePath);
    }

    [Theory]
    [InlineData("/_blazor/negotiate")]
    [InlineData("/api/v1/anything")]
    public async Task A_strange_program_is_told_plainly(string path) =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Visitor().PostAsync(new Uri(path, UriKind.Relative), null)).StatusCode);

    [Fact]
    public async Task The_right_password_opens_the_page_that_was_wanted()
    {
        var visitor = app.Visitor();

        var entered = await visitor.SignInAsync(RunningApp.AdminEmail, RunningApp.AdminPassword, "?ReturnUrl=%2Fnot-found");

        Assert.Equal("/not-found", entered.LeadsTo());
        Assert.Contains("There is nothing at this address", await visitor.GetStringAsync("/not-found"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    public async Task The_door_never_leads_to_another_site(string returnUrl)
    {
        var entered = await app.Visitor().SignInAsync(RunningApp.AdminEmail, RunningApp.AdminPassword, "?ReturnUrl=" + Uri.EscapeDataString(returnUrl));

        Assert.Equal("/", entered.LeadsTo());
    }

    [Fact]
    public async Task A_wrong_password_does_not_say_whether_the_person_exists()
    {
        var known = await app.Visitor().SignInAsync(RunningApp.AdminEmail, "wrong password");
        var unknown = await app.Visitor().SignInAsync("nobody@example.com", "wrong password");

        foreach (var answer in new[] { known, unknown })
            Assert.Contains("do not belong together", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_from_another_site_is_refused()
    {
        using var forged = new FormUrlEncodedContent([KeyValuePair.Create("_handler", "sign-in"), KeyValuePair.Create("Form.Email", RunningApp.AdminEmail)]);

        Assert.Equal(HttpStatusCode.BadRequest, (await app.Visitor().PostAsync(new Uri("/sign-in", UriKind.Relative), forged)).StatusCode);
    }

    [Fact]
    public async Task Other_sites_cannot_frame_it_or_run_scripts_in_it()
    {
        var headers = (await app.Visitor().GetAsync("/sign-in")).Headers;

        var policy = Assert.Single(headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
    }
}
