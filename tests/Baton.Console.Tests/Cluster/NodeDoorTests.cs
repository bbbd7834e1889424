using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Timeline;
using Baton.Engine.Cluster;
using Baton.Engine.Pipeline;
using Baton.Engine.Tests.Storage;
using Baton.Web.Cluster;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Cluster;

/// <summary>The door through which nodes give each other inputs.</summary>
public sealed class NodeDoorTests
{
    [Fact]
    [Trait("Database", "Postgres")]
    public async Task It_opens_only_to_the_secret_in_the_database_and_takes_what_it_was_sent()
    {
        Assert.SkipUnless(TestPostgres.IsUsed, "Only a server has several nodes.");
        await using var app = new ApiApp();
        using var caller = app.Caller();
        var secret = await app.Services.GetRequiredService<ClusterSecret>().ReadAsync(CancellationToken.None);
        var sent = new Input
        {
            Source = "urn:test", Id = "1", Type = "message.received", Actor = Actor.Channel("urn:test"), Subject = "email:ana@example.com",
            Addresses = [new Address("email", "ana@example.com")], Data = JsonElement.Parse("""{"text":"Hello"}"""), Cause = new Link(3, 2, 1), IsUnique = true,
        };

        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(caller, null, sent)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(caller, secret + "x", sent)).StatusCode);
        using var answer = await SendAsync(caller, secret, sent);

        var carried = Assert.Single((await answer.Content.ReadFromJsonAsync<List<Carried>>(LogJson.Compact, CancellationToken.None))!);
        Assert.Equal(TurnStatus.Accepted, carried.Status);
        var stored = await app.GetAsync($"events/{carried.Seq}");
        Assert.Equal("Hello", stored["data"].GetProperty("text").GetString());
        Assert.DoesNotContain("internal", await caller.GetStringAsync("/openapi/v1.json"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task On_the_embedded_database_there_is_no_such_door()
    {
        await using var app = new ApiApp();
        using var caller = app.Caller();

        Assert.DoesNotContain(app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>(), endpoint => endpoint.RoutePattern.RawText == NodeCalls.Path);
        Assert.Null(app.Services.GetService<ICourier>());
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient caller, string? secret, Input input)
    {
        var call = new HttpRequestMessage(HttpMethod.Post, NodeCalls.Path) { Content = JsonContent.Create(new NodeCall("default", [input]), options: LogJson.Compact) };
        if (secret is not null) call.Headers.Add(NodeCalls.Secret, secret);
        return caller.SendAsync(call);
    }
}
