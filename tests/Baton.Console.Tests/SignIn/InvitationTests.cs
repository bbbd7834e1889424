using System.Net;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.SignIn;

/// <summary>Members are invited, come in, change their password; the last admin stays.</summary>
public sealed class InvitationTests : IAsyncLifetime
{
    private const string Secret = "a quiet green meadow";

    private readonly HandTime _time = new();
    private readonly ApiApp _app = ApiApp.With(("Baton:Bootstrap:AdminEmail", RunningApp.AdminEmail), ("Baton:Bootstrap:AdminPassword", RunningApp.AdminPassword));

    public ValueTask InitializeAsync()
    {
        _app.Doors = _time;
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Who_is_added_comes_in_by_the_link_once_and_signs_in_from_then_on()
    {
        var link = await InviteAsync("kim@example.com");
        Assert.False((await MemberAsync("kim@example.com")).GetProperty("cameIn").GetBoolean());

        var kim = Visitor();
        Assert.Contains("Welcome, kim", await kim.GetStringAsync(link), StringComparison.Ordinal);
        var short1 = await kim.AcceptAsync(link, "short");
        var entered = await kim.AcceptAsync(link, Secret);

        Assert.Contains("at least 10 characters", await short1.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("/", entered.LeadsTo());
        Assert.Equal(HttpStatusCode.OK, (await kim.GetAsync("/")).StatusCode);
        Assert.True((await MemberAsync("kim@example.com")).GetProperty("cameIn").GetBoolean());
        Assert.Contains("This invitation is over", await Visitor().GetStringAsync(link), StringComparison.Ordinal);
        Assert.Equal("/", (await Visitor().SignInAsync("kim@example.com", Secret)).LeadsTo());
    }

    [Fact]
    public async Task A_link_ends_after_a_day_and_when_a_new_one_is_made()
    {
        var old = await InviteAsync("ben@example.com");
        var made = await _app.PostAsync("members/ben@example.com/invitation");
        var link = new Uri(made.Text("url")!).PathAndQuery;
        Assert.Equal(201, made.Status);
        Assert.Equal(_time.GetUtcNow().AddHours(24), made["expires"].GetDateTimeOffset());

        Assert.Contains("This invitation is over", await Visitor().GetStringAsync(old), StringComparison.Ordinal);
        Assert.Contains("Welcome, ben", await Visitor().GetStringAsync(link), StringComparison.Ordinal);
        _time.Now += TimeSpan.FromHours(24);
        Assert.Contains("This invitation is over", await Visitor().GetStringAsync(link), StringComparison.Ordinal);
        Assert.Equal(404, (await _app.PostAsync("members/nobody@example.com/invitation")).Status);
    }

    [Fact]
    public async Task A_removed_members_link_leads_nowhere()
    {
        var link = await InviteAsync("gone@example.com");
        await _app.SendAsync(HttpMethod.Delete, "members/gone@example.com");

        Assert.Contains("This invitation is over", await Visitor().GetStringAsync(link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_itself_is_kept_nowhere()
    {
        var link = await InviteAsync("hash@example.com");

        await using var scope = _app.Services.CreateAsyncScope();
        var kept = scope.ServiceProvider.GetRequiredService<AccountsDb>().Invitations.Single(i => i.Email == "hash@example.com").Hash;

        Assert.DoesNotContain(kept, link, StringComparison.OrdinalIgnoreCase);
        Assert.Matches("^[0-9a-f]{64}$", kept);
    }

    [Fact]
    public async Task The_last_admin_is_neither_removed_nor_demoted()
    {
        var removed = await _app.SendAsync(HttpMethod.Delete, $"members/{RunningApp.AdminEmail}");
        var demoted = await _app.PostAsync("members", $$"""{"email":"{{RunningApp.AdminEmail}}","role":"Viewer"}""");

        Assert.Equal((409, 409), (removed.Status, demoted.Status));
        Assert.Contains("only admin", demoted.Text("detail"), StringComparison.Ordinal);
        Assert.Equal("Admin", (await MemberAsync(RunningApp.AdminEmail)).GetProperty("role").GetString());

        await InviteAsync("second@example.com", "Admin");
        Assert.Equal(204, (await _app.SendAsync(HttpMethod.Delete, $"members/{RunningApp.AdminEmail}")).Status);
        Assert.Equal(409, (await _app.SendAsync(HttpMethod.Delete, "members/second@example.com")).Status);
    }

    [Fact]
    public async Task Of_two_admins_who_remove_each_other_at_once_one_stays()
    {
        await InviteAsync("second@example.com", "Admin");

        var answers = await Task.WhenAll(
            _app.SendAsync(HttpMethod.Delete, $"members/{RunningApp.AdminEmail}"),
            _app.SendAsync(HttpMethod.Delete, "members/second@example.com"));

        Assert.Equal([204, 409], answers.Select(a => a.Status).Order());
    }

    [Fact]
    public async Task People_change_their_own_password_and_only_with_the_one_of_now()
    {
        var link = await InviteAsync("pat@example.com");
        var pat = Visitor();
        await pat.AcceptAsync(link, Secret);

        var wrong = await pat.ChangePasswordAsync("not it at all", "another quiet meadow");
        var changed = await pat.ChangePasswordAsync(Secret, "another quiet meadow");

        Assert.Contains("This is not your password", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("It is changed", await changed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await pat.GetAsync("/")).StatusCode);
        Assert.Null((await Visitor().SignInAsync("pat@example.com", Secret)).LeadsTo());
        Assert.Equal("/", (await Visitor().SignInAsync("pat@example.com", "another quiet meadow")).LeadsTo());
        Assert.Equal("/sign-in", (await Visitor().GetAsync("/password")).Headers.Location!.AbsolutePath);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private HttpClient Visitor() => _app.CreateClient(new Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });

    private async Task<string> InviteAsync(string email, string role = "HumanAgent")
    {
        var made = await _app.PostAsync("members", $$"""{"email":"{{email}}","role":"{{role}}"}""");
        Assert.Equal(201, made.Status);
        return new Uri(made["invitation"].GetProperty("url").GetString()!).PathAndQuery;
    }

    private async Task<System.Text.Json.JsonElement> MemberAsync(string email) => (await _app.GetAsync("members")).Items.Single(m => m.GetProperty("email").GetString() == email);

    private sealed class HandTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
