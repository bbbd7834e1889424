using System.Text;
using System.Text.Json;

namespace Baton.Web.Tests.Classification;

/// <summary>Classifiers over HTTP: examples in, trained, tried, put in force.</summary>
public sealed class ModelApiTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task From_examples_to_a_decision_that_names_its_version()
    {
        Assert.Equal(404, (await app.GetAsync("models/intents")).Status);
        var added = await app.SendAsync(HttpMethod.Post, "models/intents/examples", Csv(), "text/csv");
        Assert.Equal((200, 60), (added.Status, added["added"].GetInt32()));
        Assert.Equal(60, (await app.SendAsync(HttpMethod.Post, "models/intents/examples", Csv(), "text/csv"))["same"].GetInt32());

        var begun = await app.PostAsync("models/intents/train", """{"outOfScope":"oos"}""");
        Assert.Equal(202, begun.Status);
        var done = await ApiApp.UntilAsync(() => app.GetAsync(begun.Headers.Location!.ToString()), answer => answer.Text("status") is not ("waiting" or "running"));
        Assert.Equal("done", done.Text("status"));
        var version = done.Text("version")!;
        Assert.Equal(409, (await app.SendAsync(HttpMethod.Delete, begun.Headers.Location!.ToString())).Status);

        var evaluation = (await app.GetAsync($"models/intents/versions/{version}"))["evaluation"];
        Assert.True(evaluation.GetProperty("accuracy").GetDouble() > 0.9);
        Assert.True(evaluation.GetProperty("calibration").GetArrayLength() > 0 && evaluation.GetProperty("curve").GetArrayLength() > 0);

        Assert.Equal(404, (await app.PostAsync("models/intents:classify", """{"text":"please refund my order"}""")).Status);
        var tried = await app.PostAsync("models/intents:classify", $$"""{"text":"please refund my order","version":"{{version}}"}""");
        Assert.Equal((200, "refund", version), (tried.Status, tried.Text("label"), tried.Text("version")));
        Assert.InRange(tried["confidence"].GetDouble(), 0, 1);
        Assert.True(tried["words"].GetArrayLength() == 4);

        Assert.Equal(404, (await app.PostAsync("models/intents/versions/000000000000/promote")).Status);
        var promoted = await app.PostAsync($"models/intents/versions/{version}/promote", """{"note":"first"}""");
        Assert.Equal((200, version), (promoted.Status, promoted.Text("inForce")));
        Assert.Equal(409, (await app.PostAsync($"models/intents/versions/{version}/promote")).Status);
        Assert.Equal(200, (await app.PostAsync("models/intents:classify", """{"text":"please refund my order"}""")).Status);

        Assert.Equal(200, (await app.PublishAsync("""{"routing":[{"id":"refunds","when":{"field":"event.type","op":"eq","value":"message.received"},"classify":{"model":"intents","is":["refund"],"minConfidence":0.5},"to":{"queue":"finance"}}]}""")).Status);
        var seq = await app.EventAsync("message.received", "email:ana@example.com", """{"text":"please refund my order"}""");
        var decision = (await app.GetAsync($"events/{seq}"))["decisions"].EnumerateArray().First(d => d.GetProperty("kind").GetString() == "route");
        Assert.Equal(("finance", version), (decision.GetProperty("queue").GetString(), decision.GetProperty("guess").GetProperty("version").GetString()));
        Assert.Equal("intents", (await app.GetAsync("models")).Items[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("models/no%20name/examples", """{"examples":[{"text":"a","label":"b"}]}""", "application/json", 422, "/name")]
    [InlineData("models/m/examples", """{"examples":[]}""", "application/json", 422, "")]
    [InlineData("models/m/examples", """{"examples":[{"text":"a","label":"b"},{"text":"","label":"b"},{"text":"a"}]}""", "application/json", 422, "/examples/1 /examples/2")]
    [InlineData("models/m/examples", """{"examples":[{"text":"a","label":"b\u0000c"}]}""", "application/json", 422, "/examples/0")]
    [InlineData("models/m/examples", """{"example":[]}""", "application/json", 422, "/examples")]
    [InlineData("models/m/examples", """{"examples":[],"more":1}""", "application/json", 422, "/more")]
    [InlineData("models/m/examples", "[]", "application/json", 422, "/examples")]
    [InlineData("models/m/examples", "text;category\na;b", "text/csv", 422, "")]
    [InlineData("models/m/examples", "text,category\na", "text/csv", 422, "")]
    [InlineData("models/m/examples", "text,category\na,\n", "text/csv", 422, "/0")]
    [InlineData("models/m/examples", "a", "text/plain", 415, "")]
    [InlineData("models/m/train", "{}", "application/json", 404, "")]
    [InlineData("models/m:classify", """{"texts":"a"}""", "application/json", 422, "/text /texts")]
    public async Task What_is_wrong_is_named_and_changes_nothing(string path, string body, string type, int status, string pointers)
    {
        var answer = await app.SendAsync(HttpMethod.Post, path, body, type);

        Assert.Equal(status, answer.Status);
        if (status == 422) Assert.Equal(pointers, string.Join(' ', answer.Faults));
        Assert.Equal(404, (await app.GetAsync("models/m")).Status);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused() =>
        Assert.Equal(413, (await app.SendAsync(HttpMethod.Post, "models/m/examples", "text,category\n" + new string('a', 11 << 20), "text/csv")).Status);

    [Fact]
    public async Task Reading_needs_the_scope_to_read_and_changing_that_of_an_admin()
    {
        Assert.Equal(401, (await app.SendAsync(HttpMethod.Get, "models", key: null)).Status);
        Assert.Equal(401, (await app.SendAsync(HttpMethod.Post, "models/m/train", "{}", key: "wrong")).Status);
    }

    internal static string Csv()
    {
        var csv = new StringBuilder("text,category\n");
        for (var i = 0; i < 20; i++) csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"please refund order {i},refund\n\"where is my parcel {i}, please\",track\ntell me a joke number {i},oos\n");
        return csv.ToString();
    }
}
