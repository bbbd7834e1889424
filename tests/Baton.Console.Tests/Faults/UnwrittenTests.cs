using Baton.Engine.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Faults;

/// <summary>While the log cannot be written: programs are told so, and afterwards nothing is lost or there twice.</summary>
public sealed class UnwrittenTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Kim = "kim@example.com";

    [Fact]
    public async Task Whatever_would_change_something_is_answered_503_and_can_be_sent_again_as_it_was()
    {
        await app.PutAsync("agents/helper", """{"department":"support","kind":"pull"}""");
        await app.PublishAsync("""{"approvals":[{"id":"refunds","when":{"field":"action.kind","op":"eq","value":"refund"},"queue":"finance"}],"caps":[{"id":"one","blocks":{"field":"action.kind","op":"startsWith","value":"contact."},"max":1,"per":"P7D"}]}""");
        await app.PostAsync("members", $$"""{"email":"{{Kim}}","role":"HumanAgent"}""");
        var handoff = (await AskAsync("before", "refund")).Text("handoff");
        var version = (await CustomerAsync())["version"].GetInt64();

        IReadOnlyList<Answer> refused;
        Answer health;
        using (FullDisk.Under(app.Services))
        {
            refused = [await SendAsync(), await BatchAsync(), await AskAsync("contact", "contact.email"), await ClaimAsync(handoff!), await PatchAsync(version)];
            health = await app.GetAsync("/healthz/ready");
        }

        Assert.All(refused, a => Assert.Equal((503, "1", "Service Unavailable"), (a.Status, a.Headers.RetryAfter?.ToString(), a.Text("title"))));
        Assert.All(refused, a => Assert.Contains("nothing was changed", a.Text("detail"), StringComparison.Ordinal));
        Assert.Equal((503, true), (health.Status, health["reasons"].EnumerateArray().Any(r => r.GetString()!.Contains("disk is full", StringComparison.Ordinal))));
        Assert.Equal(version, (await CustomerAsync())["version"].GetInt64());

        Assert.Equal((202, 1), ((await SendAsync()).Status, (await SendAsync())["duplicates"].GetInt32()));
        Assert.Equal(2, (await BatchAsync())["accepted"].GetInt32());
        Assert.Equal((201, "allow"), (await AskAsync("contact", "contact.email")) is var asked ? (asked.Status, asked.Text("verdict")) : default);
        Assert.Equal("delay", (await AskAsync("second", "contact.email")).Text("verdict"));
        Assert.Equal(Kim, (await ClaimAsync(handoff!)).Text("owner"));
        Assert.Equal(200, (await app.GetAsync("/healthz/ready")).Status);

        var log = (await app.GetAsync("timeline?customer=email:full@example.com&limit=100")).Items;
        Assert.Equal(["baton.action.proposed", "baton.action.proposed", "baton.action.proposed", "baton.handoff.claimed", "t.batch", "t.batch", "t.one"], log.Select(r => r.GetProperty("type").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(log.Count, (await CustomerAsync())["version"].GetInt64());
    }

    private Task<Answer> SendAsync() => app.SendAsync(HttpMethod.Post, "events", """{"specversion":"1.0","id":"one","source":"/disk","type":"t.one","subject":"email:full@example.com"}""", "application/cloudevents+json");

    private Task<Answer> BatchAsync() => app.SendAsync(HttpMethod.Post, "events", """[{"specversion":"1.0","id":"a","source":"/disk","type":"t.batch","subject":"email:full@example.com"},{"specversion":"1.0","id":"b","source":"/disk","type":"t.batch","subject":"email:full@example.com"}]""", "application/cloudevents-batch+json");

    private Task<Answer> AskAsync(string id, string kind) => app.PostAsync("actions", $$"""{"id":"{{id}}","agent":"helper","customer":"email:full@example.com","kind":"{{kind}}"}""");

    private Task<Answer> ClaimAsync(string handoff) => app.PostAsync($"handoffs/{handoff}/claim", onBehalfOf: Kim);

    private Task<Answer> PatchAsync(long version) => app.SendAsync(HttpMethod.Patch, "customers/email:full@example.com", """{"attributes":{"plan":"pro"}}""", "application/merge-patch+json", [("If-Match", $"\"{version}\"")]);

    private Task<Answer> CustomerAsync() => app.GetAsync("customers/email:full@example.com");
}
