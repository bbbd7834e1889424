namespace Baton.Web.Tests.Handoffs;

public sealed class PresenceApiTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    private const string Kim = "kim@example.com";

    public async ValueTask InitializeAsync()
    {
        await app.PostAsync("members", $$"""{"email":"{{Kim}}","name":"Kim","role":"HumanAgent"}""");
        await app.PostAsync("members", """{"email":"eye@example.com","name":"Eye","role":"Viewer"}""");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_program_says_that_a_person_is_here_for_a_while_and_everybody_sees_it()
    {
        Assert.Equal("away", await StateAsync(Kim));

        var put = await PutAsync("""{"state":"available","for":"PT2M"}""", Kim);

        Assert.Equal((200, "available", "Kim"), (put.Status, put.Text("state"), put.Text("name")));
        Assert.Equal("available", await StateAsync(Kim));
        app.Clock.AdvanceTo(app.Clock.GetUtcNow().AddMinutes(2));
        Assert.Equal("away", await StateAsync(Kim));

        await PutAsync("""{"state":"busy"}""", Kim);
        app.Clock.AdvanceTo(app.Clock.GetUtcNow().AddMinutes(4));
        Assert.Equal("busy", await StateAsync(Kim));
        Assert.Equal("away", (await PutAsync("""{"state":"away"}""", Kim)).Text("state"));
    }

    [Fact]
    public async Task Only_people_who_work_on_cases_are_spoken_for_and_only_in_words_that_are_known()
    {
        Assert.Equal(403, (await PutAsync("""{"state":"busy"}""", "eye@example.com")).Status);
        Assert.Equal(403, (await PutAsync("""{"state":"busy"}""", person: null)).Status);
        var wrong = await PutAsync("""{"state":"asleep","for":"PT13H"}""", Kim);
        Assert.Equal(422, wrong.Status);
        Assert.Equal(["/for", "/state"], wrong.Faults.Order(StringComparer.Ordinal));
    }

    private async Task<string?> StateAsync(string person) => (await app.GetAsync("presence")).Items.Single(p => p.GetProperty("person").GetString() == person).GetProperty("state").GetString();

    private Task<Answer> PutAsync(string json, string? person) => app.SendAsync(HttpMethod.Put, "presence", json, headers: person is null ? [] : [("Baton-On-Behalf-Of", person)]);
}
