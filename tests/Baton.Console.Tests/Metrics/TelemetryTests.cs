using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Baton.Web.Tests.Metrics;

public sealed class TelemetryTests
{
    [Fact]
    public async Task A_collector_that_is_named_is_sent_the_engines_metrics_and_the_traces_of_requests_and_agents()
    {
        var received = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.MapPost("/{**path}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            var sent = Encoding.Latin1.GetString(body.ToArray());
            received.AddOrUpdate(request.Path, sent, (_, before) => before + sent); // on a slow machine it comes in several parts
        });
        await collector.StartAsync(TestContext.Current.CancellationToken);
        var address = collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        await using (var app = ApiApp.With(("Baton:Telemetry:Endpoint", address)))
        {
            await app.PutAsync("agents/feeling", """{"department":"support","kind":"built-in","builtIn":"sentiment"}""");
            await app.PublishAsync("""{"departments":["support"],"routing":[{"id":"all","when":{"field":"event.type","op":"eq","value":"message.received"},"to":{"agent":"feeling"}}]}""");
            var seq = await app.EventAsync("message.received", "email:ana@example.com", """{"text":"I am very glad."}""");
            var stored = await ApiApp.UntilAsync(() => app.GetAsync($"events/{seq}"), e => e.Text("outcome") == "handled");
            Assert.Equal("handled", stored.Text("outcome"));
        }

        Assert.Contains("baton.events", received["/v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("baton.journal.commit.duration", received["/v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("invoke_agent feeling", received["/v1/traces"], StringComparison.Ordinal);
        Assert.DoesNotContain("very glad", string.Concat(received.Values), StringComparison.Ordinal);
        Assert.DoesNotContain("ana@example.com", string.Concat(received.Values), StringComparison.Ordinal);
    }
}
