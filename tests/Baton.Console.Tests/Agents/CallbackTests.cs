using Baton.Engine.Agents.Calling.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Agents;

public sealed class CallbackTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    public ValueTask DisposeAsync() => default;

    public async ValueTask InitializeAsync()
    {
        await app.PutAsync("agents/worker", """{"department":"support","kind":"pull","timeout":"PT30S"}""");
        await app.PublishAsync("""{"routing":[{"id":"jobs","when":{"field":"event.type","op":"startsWith","value":"job."},"to":{"agent":"worker"}}]}""");
    }

    [Fact]
    public async Task Whoever_has_the_address_hands_in_that_tasks_result_once_and_needs_no_key()
    {
        var (task, path) = await OpenAsync("once");

        var wrong = await PostAsync(path, """{"status":"perhaps"}""");
        var first = await PostAsync(path, """{"status":"success","output":{"label":"done"},"actions":[{"kind":"contact.email","text":"Done."}]}""");
        var again = await PostAsync(path, """{"status":"success","output":{"label":"done"},"actions":[{"kind":"contact.email","text":"Done."}]}""");
        var other = await PostAsync(path, """{"status":"failure"}""");

        Assert.Equal((422, 200, 200, 409), (wrong.Status, first.Status, again.Status, other.Status));
        Assert.Equal((task, "allow", first["seq"].GetInt64()), (first.Text("task"), first["actions"][0].GetProperty("verdict").GetString(), again["seq"].GetInt64()));
    }

    [Fact]
    public async Task Another_address_or_one_whose_time_is_over_opens_nothing()
    {
        var (_, path) = await OpenAsync("late");

        Assert.Equal(404, (await PostAsync(path[..^2] + "xx", """{"status":"success"}""")).Status);
        Assert.Equal(404, (await PostAsync("/api/v1/callbacks/guess", """{"status":"success"}""")).Status);
        app.Clock.AdvanceTo(app.Clock.GetUtcNow().AddMinutes(6));
        Assert.Equal(404, (await PostAsync(path, """{"status":"success"}""")).Status);
    }

    [Fact]
    public async Task An_address_is_no_key_to_anything_else()
    {
        var (task, path) = await OpenAsync("nothing-else");

        Assert.Equal(401, (await app.SendAsync(HttpMethod.Post, $"/api/v1/tasks/{task}/result", """{"status":"success"}""", key: path.Split('/')[^1])).Status);
        Assert.Equal(401, (await app.SendAsync(HttpMethod.Get, "/api/v1/agents", key: path.Split('/')[^1])).Status);
    }

    // As it is opened when an agent is called.
    private async Task<(string Task, string Path)> OpenAsync(string who)
    {
        await app.EventAsync("job.new", $"email:{who}@example.com");
        var task = (await app.PostAsync("agents/worker/tasks/claim", """{"max":1,"wait":"PT20S"}""")).Items.Single().GetProperty("id").GetString()!;
        app.Services.GetRequiredService<CallbackAddress>().Base = new Uri("http://localhost");
        var address = await app.Services.GetRequiredService<Callbacks>().OpenAsync("default", task, app.Clock.GetUtcNow().AddMinutes(5));
        return (task, address!.AbsolutePath);
    }

    private Task<Answer> PostAsync(string path, string body) => app.SendAsync(HttpMethod.Post, path, body, key: null);
}
