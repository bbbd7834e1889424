using System.Net;
using Baton.Engine.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Metrics;

public sealed class MetricsTests
{
    [Fact]
    public async Task What_happened_is_counted_in_the_form_that_Prometheus_reads()
    {
        await using var app = new ApiApp();
        await app.PutAsync("agents/outreach", """{"department":"sales","kind":"pull"}""");
        var before = await ReadAsync(app);
        for (var i = 0; i < 3; i++) await app.EventAsync("message.received", "email:ana@example.com");
        Assert.Equal(201, (await app.PostAsync("actions", """{"id":"a-1","agent":"outreach","customer":"email:ana@example.com","kind":"contact.email","purpose":"promotion"}""")).Status);

        var after = await ReadAsync(app);

        Assert.Equal(Value(before, "baton_events_total") + 4, Value(after, "baton_events_total"));
        Assert.Equal(1, Value(after, "baton_decisions_total{verdict=\"allow\"}"));
        Assert.Equal(Value(after, "baton_journal_commits_total"), Value(after, "baton_journal_commit_duration_milliseconds_count"));
        Assert.Equal(Value(after, "baton_journal_commits_total"), Value(after, "baton_journal_commit_units_bucket{le=\"+Inf\"}"));
        foreach (var gauge in (string[])["baton_journal_in_flight", "baton_search_lag", "baton_timers_due", "baton_agents_queued", "baton_agents_at_work", "baton_tasks_open", "baton_live_subscribers", "baton_journal_failures_total"]) Assert.True(Value(after, gauge) >= 0, gauge);
        Assert.DoesNotContain("ana@example.com", after, StringComparison.Ordinal);
        Assert.All(after.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("""^(# (HELP|TYPE) [a-z0-9_]+ .*|[a-zA-Z0-9_]+(\{[a-z0-9_]+="[^"]*"(,[a-z0-9_]+="[^"]*")*\})? -?[0-9.eE+-]+)$""", line));
    }

    [Fact]
    public async Task Only_a_key_that_may_read_opens_it()
    {
        await using var app = new ApiApp();
        var sender = await app.Services.GetRequiredService<KeyDesk>().CreateAsync(WorkspaceDesk.First, "sender", [Scopes.Ingest]);
        var reader = await app.Services.GetRequiredService<KeyDesk>().CreateAsync(WorkspaceDesk.First, "reader", [Scopes.Read]);

        Assert.Equal((401, 403, 200), (await StatusAsync(app, null), await StatusAsync(app, sender.Secret), await StatusAsync(app, reader.Secret)));
    }

    [Fact]
    public async Task A_key_of_another_workspace_does_not_open_the_figures_of_all()
    {
        await using var app = new ApiApp();
        await app.Services.GetRequiredService<WorkspaceDesk>().EnsureAsync("other", "Other", TestContext.Current.CancellationToken);
        var reader = await app.Services.GetRequiredService<KeyDesk>().CreateAsync("other", "reader", Scopes.All);

        Assert.Equal(403, await StatusAsync(app, reader.Secret));
    }

    [Theory]
    [InlineData("true", "127.0.0.1", null, HttpStatusCode.OK)]
    [InlineData("true", "::1", null, HttpStatusCode.OK)]
    [InlineData("true", "192.0.2.7", null, HttpStatusCode.Unauthorized)]
    [InlineData("true", "127.0.0.1", "X-Forwarded-For", HttpStatusCode.Unauthorized)]
    [InlineData("false", "127.0.0.1", null, HttpStatusCode.Unauthorized)]
    public async Task Without_a_key_only_the_machine_itself_reads_it_and_only_when_that_is_set(string setting, string from, string? through, HttpStatusCode status)
    {
        await using var app = ApiApp.With(("Baton:Metrics:Loopback", setting));

        var answer = await app.Server.SendAsync(context =>
        {
            (context.Request.Path, context.Connection.RemoteIpAddress) = ("/metrics", IPAddress.Parse(from));
            if (through is not null) context.Request.Headers[through] = "192.0.2.7";
        }, TestContext.Current.CancellationToken);

        Assert.Equal((int)status, answer.Response.StatusCode);
    }

    private static async Task<int> StatusAsync(ApiApp app, string? key)
    {
        using var client = app.Caller(key);
        using var answer = await client.GetAsync("/metrics", TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    private static async Task<string> ReadAsync(ApiApp app)
    {
        using var client = app.Caller();
        return await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
    }

    private static double Value(string text, string series) =>
        text.Split('\n').FirstOrDefault(line => line.StartsWith(series + " ", StringComparison.Ordinal)) is { } line ? double.Parse(line[(series.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture) : throw new Xunit.Sdk.XunitException($"There is no {series} in:\n{text}");
}
