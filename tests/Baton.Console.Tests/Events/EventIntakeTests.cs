namespace Baton.Web.Tests.Events;

public sealed class EventIntakeTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Structured = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";

    [Fact]
    public async Task The_same_source_and_id_counts_once_within_a_batch_and_over_time()
    {
        var e = Event("dup-1");
        var first = await PostAsync($"[{e},{e},{Event("dup-2")}]", Batch);
        var again = await PostAsync(e, Structured);

        Assert.Equal((202, 2, 1), (first.Status, first["accepted"].GetInt32(), first["duplicates"].GetInt32()));
        Assert.Equal(["accepted", "duplicate", "accepted"], first["events"].EnumerateArray().Select(x => x.GetProperty("status").GetString()!));
        Assert.Equal((202, 0, 1), (again.Status, again["accepted"].GetInt32(), again["duplicates"].GetInt32()));
        Assert.Equal(first["events"][0].GetProperty("seq").GetInt64(), again["events"][0].GetProperty("seq").GetInt64());
        Assert.Equal(first["events"][0].GetProperty("seq").GetInt64(), first["events"][1].GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task A_batch_with_one_fault_is_refused_whole_and_every_fault_is_named()
    {
        var answer = await PostAsync($$"""[{{Event("whole-1")}},{"specversion":"0.3","id":"","source":"with blank","type":"baton.own","time":"yesterday","subject":"nobody","Bad":1,"data":1,"data_base64":"AA=="}]""", Batch);

        Assert.Equal(422, answer.Status);
        Assert.Equal(["/1/Bad", "/1/data_base64", "/1/id", "/1/source", "/1/specversion", "/1/subject", "/1/time", "/1/type"], answer.Faults.Order(StringComparer.Ordinal));
        Assert.Equal(1, (await PostAsync(Event("whole-1"), Structured))["accepted"].GetInt32());
    }

    [Theory]
    [InlineData("{", Structured, 400)]
    [InlineData("", Structured, 400)]
    [InlineData("""{"id":"\ud800"}""", Structured, 400)]
    [InlineData("""{"id":"1","id":"2"}""", Structured, 400)]
    [InlineData("[]", Structured, 422)]
    [InlineData("{}", Batch, 422)]
    [InlineData("{}", "application/cloudevents+avro", 415)]
    [InlineData("{}", "text/plain", 415)]
    [InlineData("{}", "application/cloudevents+json; charset=utf-16", 415)]
    public async Task What_cannot_be_read_is_refused(string body, string contentType, int status)
    {
        var answer = await PostAsync(body, contentType);

        Assert.Equal(status, answer.Status);
        Assert.Equal(status, answer["status"].GetInt32());
    }

    [Fact]
    public async Task Limits_of_size_number_and_depth_hold()
    {
        var large = Event("large", data: $"\"{new string('x', 1 << 20)}\"");
        var deep = Event("deep", data: new string('[', 80) + new string(']', 80));

        Assert.Equal(413, (await PostAsync(large, Structured)).Status);
        Assert.Equal(413, (await PostAsync($"[{large}]", Batch)).Status);
        Assert.Equal(413, (await PostAsync($"[{string.Join(',', Enumerable.Range(0, 1001).Select(i => Event($"many-{i}")))}]", Batch)).Status);
        Assert.Equal(202, (await PostAsync($"[{string.Join(',', Enumerable.Range(0, 1000).Select(i => Event($"many-{i}")))}]", Batch)).Status);
        Assert.Equal(400, (await PostAsync(deep, Structured)).Status);
    }

    [Fact]
    public async Task Without_a_subject_the_members_of_the_data_name_the_customer_and_without_either_nobody_is_meant()
    {
        var bySubject = await app.EventAsync("t.x", "email:Rosa@Example.com", """{"customer":{"email":"rosa@example.com","phone":"+49 30 1234","name":"Rosa"}}""");
        var byData = await app.EventAsync("t.x", data: """{"customer":{"phone":"+49301234"}}""");
        var byNobody = await app.EventAsync("t.x");

        var customer = (await app.GetAsync($"events/{bySubject}")).Text("customer");
        Assert.Equal(customer, (await app.GetAsync($"events/{byData}")).Text("customer"));
        Assert.Null((await app.GetAsync($"events/{byNobody}")).Text("customer"));
        Assert.Equal(["email:rosa@example.com", "phone:+49301234"], (await app.GetAsync("customers/phone:+49301234"))["addresses"].EnumerateArray().Select(a => a.GetString()!));
    }

    [Fact]
    public async Task What_merely_describes_a_customer_leads_to_nobody_else()
    {
        var one = await app.EventAsync("t.x", data: """{"customer":{"email":"one@roles.example","role":"buyer","team":"red"}}""");
        var two = await app.EventAsync("t.x", data: """{"customer":{"email":"two@roles.example","role":"buyer","team":"red"}}""");
        var any = await app.EventAsync("t.x", data: """{"customer":{"boat":"Aurora"}}""");

        Assert.NotEqual((await app.GetAsync($"events/{one}")).Text("customer"), (await app.GetAsync($"events/{two}")).Text("customer"));
        Assert.Equal((await app.GetAsync($"events/{any}")).Text("customer"), (await app.GetAsync("customers/boat:Aurora")).Text("id"));
    }

    [Fact]
    public async Task Unknown_attributes_are_kept_and_what_cannot_be_understood_waits_for_a_person()
    {
        var kept = await PostAsync("""{"specversion":"1.0","id":"ext","source":"/t","type":"t.x","traceparent":"00-ab","outcome":"mine"}""", Structured);
        var odd = await app.EventAsync("message.received", "email:odd@example.com", "5");

        var stored = await app.GetAsync($"events/{kept["events"][0].GetProperty("seq").GetInt64()}");
        Assert.Equal(("00-ab", "unrouted"), (stored.Text("traceparent"), stored.Text("outcome")));
        Assert.Equal("mine", stored["extensions"].GetProperty("outcome").GetString());
        var quarantined = await app.GetAsync($"events/{odd}");
        Assert.Equal("quarantined", quarantined.Text("outcome"));
        Assert.Contains(quarantined["decisions"].EnumerateArray(), d => d.GetProperty("kind").GetString() == "handoff");
    }

    [Fact]
    public async Task Other_methods_and_places_are_answered_as_problems()
    {
        Assert.Equal(405, (await app.SendAsync(HttpMethod.Delete, "events"))["status"].GetInt32());
        Assert.Equal(404, (await app.GetAsync("nothing-here"))["status"].GetInt32());
        Assert.Equal(404, (await app.GetAsync("events/999999999"))["status"].GetInt32());
    }

    private static string Event(string id, string data = "{}") => $$"""{"specversion":"1.0","id":"{{id}}","source":"/intake","type":"t.x","data":{{data}}}""";

    private Task<Answer> PostAsync(string body, string contentType) => app.SendAsync(HttpMethod.Post, "events", body, contentType);
}
