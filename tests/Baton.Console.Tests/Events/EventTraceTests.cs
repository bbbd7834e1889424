namespace Baton.Web.Tests.Events;

public sealed class EventTraceTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Parent = $"00-{Trace}-00f067aa0ba902b7-01";

    [Fact]
    public async Task The_trace_in_a_requests_header_is_kept_with_its_events()
    {
        var stored = await StoredAsync(Event(), ("traceparent", Parent));

        // Perhaps with this request's own span between.
        Assert.StartsWith($"00-{Trace}-", stored.Text("traceparent"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_events_own_trace_comes_first()
    {
        var stored = await StoredAsync(Event($$""","traceparent":"{{Parent}}","tracestate":"vendor=7" """), ("traceparent", "00-ffffffffffffffffffffffffffffffff-00f067aa0ba902b7-01"));

        Assert.Equal((Parent, "vendor=7"), (stored.Text("traceparent"), stored.Text("tracestate")));
    }

    [Fact]
    public async Task A_header_that_is_no_trace_is_no_fault_and_not_kept()
    {
        var stored = await StoredAsync(Event(), ("traceparent", "nonsense"));

        Assert.DoesNotContain("nonsense", stored.Json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_that_is_asked_for_keeps_the_trace_of_its_request()
    {
        await app.PutAsync("agents/outreach", """{"department":"sales","kind":"pull"}""");

        var asked = await app.SendAsync(HttpMethod.Post, "actions", """{"id":"traced-1","agent":"outreach","customer":"email:ana@example.com","kind":"contact.email","purpose":"support","text":"Hello"}""", headers: [("traceparent", Parent)]);

        Assert.Equal(201, asked.Status);
        var entry = (await app.GetAsync("timeline?type=baton.action.proposed")).Items[0];
        var stored = await app.GetAsync($"events/{entry.GetProperty("seq").GetInt64()}");
        Assert.StartsWith($"00-{Trace}-", stored.Text("traceparent"), StringComparison.Ordinal);
    }

    private static string Event(string more = "") => $$"""{"specversion":"1.0","id":"{{Guid.NewGuid()}}","source":"urn:test","type":"message.received","subject":"email:ana@example.com","data":{"text":"Hello"}{{more}}}""";

    private async Task<Answer> StoredAsync(string body, params (string, string)[] headers)
    {
        var answer = await app.SendAsync(HttpMethod.Post, "events", body, "application/cloudevents+json", headers);
        Assert.Equal(202, answer.Status);
        return await app.GetAsync($"events/{answer["events"][0].GetProperty("seq").GetInt64()}");
    }
}
