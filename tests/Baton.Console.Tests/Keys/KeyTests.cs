using Baton.Engine.Workspaces;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Keys;

public sealed class KeyTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task Without_a_key_nothing_opens_and_with_another_scope_it_is_said_which_is_missing()
    {
        var reader = await app.Services.GetRequiredService<KeyDesk>().CreateAsync(WorkspaceDesk.First, "reader", [Scopes.Read]);

        var none = await app.SendAsync(HttpMethod.Get, "policy", key: null);
        var wrong = await app.SendAsync(HttpMethod.Get, "policy", key: "wrong");
        var lacking = await app.SendAsync(HttpMethod.Put, "policies/draft", "{}", key: reader.Secret);

        Assert.Equal((401, 401, 403), (none.Status, wrong.Status, lacking.Status));
        Assert.Equal("Bearer", none.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Contains("admin", lacking.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(200, (await app.SendAsync(HttpMethod.Get, "policy", key: reader.Secret)).Status);
        Assert.Equal(401, (await app.SendAsync(HttpMethod.Get, "nothing-here", key: null)).Status);
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_from_that_moment()
    {
        var keys = app.Services.GetRequiredService<KeyDesk>();
        var made = await keys.CreateAsync(WorkspaceDesk.First, "short-lived", Scopes.All);
        Assert.Equal(200, (await app.SendAsync(HttpMethod.Get, "policy", key: made.Secret)).Status);

        Assert.True(await keys.RevokeAsync(WorkspaceDesk.First, made.Key.Id, TestContext.Current.CancellationToken));

        Assert.Equal(401, (await app.SendAsync(HttpMethod.Get, "policy", key: made.Secret)).Status);
        Assert.DoesNotContain(made.Secret, string.Join(' ', (await keys.ListAsync(WorkspaceDesk.First, TestContext.Current.CancellationToken)).Select(k => k.ToString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_sees_its_own_workspace_only()
    {
        var other = WorkspaceDesk.First + "-2";
        await app.Services.GetRequiredService<WorkspaceDesk>().EnsureAsync(other, "Other", TestContext.Current.CancellationToken);
        var stranger = await app.Services.GetRequiredService<KeyDesk>().CreateAsync(other, "stranger", Scopes.All);
        var seq = await app.EventAsync("t.x", "email:mine@example.com");

        Assert.Equal(404, (await app.SendAsync(HttpMethod.Get, $"events/{seq}", key: stranger.Secret)).Status);
        Assert.Equal(404, (await app.SendAsync(HttpMethod.Get, "customers/email:mine@example.com", key: stranger.Secret)).Status);
        Assert.DoesNotContain((await app.SendAsync(HttpMethod.Get, "timeline", key: stranger.Secret)).Items, r => r.GetProperty("seq").GetInt64() == seq);
        Assert.Empty((await app.SendAsync(HttpMethod.Get, "customers", key: stranger.Secret)).Items);
    }

    [Fact]
    public async Task A_key_that_calls_too_fast_is_told_when_to_come_back()
    {
        await using var slow = ApiApp.With(("Baton:RequestsPerSecond", "1"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => slow.GetAsync("policy")));

        var refused = answers.First(a => a.Status == 429);
        Assert.True(refused.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal(429, refused["status"].GetInt32());
    }

    [Fact]
    public void Every_endpoint_of_the_api_names_the_scopes_it_needs()
    {
        _ = app.Server;
        var endpoints = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) == true).ToList();

        Assert.True(endpoints.Count > 25);
        // The address of a callback is a secret itself, which opens one task.
        var keyless = endpoints.Where(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null).ToList();
        Assert.Equal(["/api/v1/callbacks/{secret}"], keyless.Select(e => e.RoutePattern.RawText));
        Assert.All(endpoints.Except(keyless), e => Assert.NotEmpty(e.Metadata.GetMetadata<Baton.Web.Keys.NeededScopes>()?.AnyOf ?? []));
    }
}
